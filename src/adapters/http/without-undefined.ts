/** The record without the keys that are undefined: a query's filters, for ports whose optional keys are there or not. */
export const withoutUndefined = <Filter extends object>(
  filter: Filter,
): { [Key in keyof Filter]: Exclude<Filter[Key], undefined> } =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Filter]: Exclude<Filter[Key], undefined>
  }
