/** The parts of citation-js that are used; it ships no types. */
declare module '@citation-js/core' {
  export const plugins: {
    readonly input: {
      chain(
        data: unknown,
        options: { readonly forceType: string; readonly generateGraph: false },
      ): readonly unknown[];
    };
    readonly config: {
      get(plugin: '@csl'): {
        readonly styles: {
          get(name: string): string | undefined;
          add(name: string, style: string): void;
        };
      };
    };
    readonly output: {
      format(
        format: 'bibliography',
        items: readonly unknown[],
        options?: Readonly<Record<string, unknown>>,
      ): string;
    };
  };
}
declare module '@citation-js/plugin-ris' {}
declare module '@citation-js/plugin-csl' {}
