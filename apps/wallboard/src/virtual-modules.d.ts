/** Where the sheet of the world's scripts is (`world-fonts/plugin.ts`); empty where none was built. */
declare module "virtual:world-fonts" {
  const address: string;
  export default address;
}
