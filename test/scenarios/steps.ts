import type { Phone } from '../harness/world.ts'

/** Dials and listens to the menu's end, so that what follows is not a slip of less than three seconds. */
export async function hearsTheMenu(citizen: Phone, hotline: string): Promise<void> {
  await citizen.dials(hotline)
  await citizen.isAnswered()
  await citizen.hears('menuRepeat')
}

/** Chooses a category with a statement and leaves none. */
export async function choosesWithoutWords(citizen: Phone, hotline: string, keys: string): Promise<void> {
  await hearsTheMenu(citizen, hotline)
  await citizen.presses(keys)
  await citizen.hears('statementAsk')
  await citizen.presses('#')
}

/** Rings, is answered, hears what it is about. */
export async function answersTheOrder(responder: Phone): Promise<void> {
  await responder.rings()
  await responder.answers()
  await responder.hears('orderIntro')
  await responder.hears('acceptKeys')
}

/** Rings, is answered and accepts at once. */
export async function takesTheOrder(responder: Phone): Promise<void> {
  await responder.rings()
  await responder.answers()
  await responder.hears('orderIntro')
  await responder.presses('1')
}

/** Rings until it stops. */
export async function isNotAnswered(phone: Phone): Promise<void> {
  await phone.rings()
  await phone.stopsRinging()
}

/** Both speak, and the caller ends it. */
export async function talkAndEnd(citizen: Phone, other: Phone): Promise<void> {
  await citizen.isBridgedWith(other)
  await citizen.hangsUp()
  await other.isHungUp()
}
