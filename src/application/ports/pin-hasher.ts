/** Makes of a PIN what can be kept of it. Slow on purpose. */
export interface PinHasher {
  /** Different each time, also of the same PIN. */
  hash(pin: string): Promise<string>
  matches(pin: string, hash: string): Promise<boolean>
}
