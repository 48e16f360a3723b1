/** The text messages of one telephone. */
export class TextInbox {
  private readonly texts: { readonly text: string; readonly id: string | null; seen: boolean }[] = []

  comesIn(text: string, id: string | null): void {
    // A telephone network drops a message whose id it has had, so that a repeated try is no second message.
    if (id !== null && this.texts.some((other) => other.id === id)) return
    this.texts.push({ text, id, seen: false })
  }

  /** The first message nobody has asked for yet that has these words; null: none. */
  take(part: string): string | null {
    const found = this.texts.find(({ text, seen }) => !seen && text.includes(part))
    if (!found) return null
    found.seen = true
    return found.text
  }

  /** Messages that nobody has asked for. */
  get rest(): readonly string[] {
    return this.texts.filter(({ seen }) => !seen).map(({ text }) => text)
  }
}
