/** Something the machine lacks. Its message is complete and meant for people: print it without a stack. */
export class SetUpError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SetUpError'
  }
}
