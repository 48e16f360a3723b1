/** The map of the calls, beside the code it shows. */
export const mapFile = new URL('../../../src/domain/call/call-flow.mermaid', import.meta.url)

/** The transitions of a `stateDiagram-v2`, one a line: `menu --> hunting : 0, silence or three wrong keys`. */
export function readMap(text: string): readonly { readonly edge: string; readonly reason: string }[] {
  return text.split('\n').flatMap((line) => {
    const [, from, to, reason] = /^\s*(\S+) --> (\S+)\s*(?::\s*(.*))?$/.exec(line) ?? []
    return from === undefined || to === undefined ? [] : [{ edge: `${from} --> ${to}`, reason: reason ?? '' }]
  })
}
