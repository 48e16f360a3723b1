/** Writes a path of a table for people: `units[4].responders[0].phone`; entries of a list count from 0. */
export const formatPath = (path: readonly (string | number)[]): string =>
  path.reduce<string>((written, part) => {
    if (typeof part === 'number') return `${written}[${part}]`
    return written === '' ? part : `${written}.${part}`
  }, '')
