/** Work that is done beside the calls was given up: it broke off, took too long or too much memory, or the server stops. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp'
}
