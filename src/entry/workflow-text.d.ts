/** Bundled as the text that stands in it. */
declare module '*.yml' {
  const text: string;
  export default text;
}
