/** Why there is no demonstration call, in one sentence for people: print it without a stack. */
export class CallRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'CallRefused'
  }
}
