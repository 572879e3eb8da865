/** Where the texts of languages are that a wall's script does not carry (`wall-words/plugin.ts`). */
declare module "virtual:wall-words" {
  const addresses: { readonly de?: string; readonly fr?: string };
  export default addresses;
}
