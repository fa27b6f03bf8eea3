/** A program for WebAssembly in base64, compiled from AssemblyScript when the site is built. */
declare module '*?wasm' {
  const program: string;
  // eslint-disable-next-line lapidary/no-default-export -- as bundlers give files that are no modules
  export default program;
}
