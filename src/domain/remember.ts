/**
 * The same function with a memory: what it once made of an object it gives again, as long as the object lives. For pure
 * functions of what never changes (a published table, a revision of the duty), which every call asks anew: nobody can tell
 * the difference but by the time it takes.
 */
export function remember<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>()
  return (key) => {
    let value = known.get(key)
    if (value === undefined) {
      value = make(key)
      known.set(key, value)
    }
    return value
  }
}
