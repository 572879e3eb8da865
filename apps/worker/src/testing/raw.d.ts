/** Files as text, as vite gives them. */
declare module "*?raw" {
  const text: string;
  export default text;
}
