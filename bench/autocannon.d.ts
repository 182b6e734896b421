// What the benchmarks use of autocannon, which has no types of its own.
declare module 'autocannon' {
  // biome-ignore lint/style/noDefaultExport: that is how it exports.
  export default function autocannon(options: {
    readonly url: string;
    readonly connections: number;
    readonly duration: number;
  }): Promise<{ readonly requests: { readonly total: number }; readonly duration: number }>;
}
