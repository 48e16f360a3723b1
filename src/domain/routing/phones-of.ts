import type { Phone, Responder } from './routing-table.ts'

/** Numbers on which somebody is rung, in order of preference. */
export const voiceNumbersOf = ({ phones }: Pick<Responder, 'phones'>): readonly string[] =>
  phones.flatMap(({ number, voice }) => (voice ? [number] : []))

/** Numbers on which somebody gets messages, in order of preference. */
export const smsNumbersOf = ({ phones }: Pick<Responder, 'phones'>): readonly string[] =>
  phones.flatMap(({ number, sms }) => (sms ? [number] : []))

/** Telephones of somebody who has one to be rung and one for messages, which may be the same; null: none. */
export function phonesFor(voice: string | null, sms: string | null): readonly Phone[] {
  if (voice !== null && voice === sms) return onePhone(voice)
  return [
    ...(voice === null ? [] : [{ number: voice, voice: true, sms: false, testedOn: null }]),
    ...(sms === null ? [] : [{ number: sms, voice: false, sms: true, testedOn: null }]),
  ]
}

/** One telephone for everything. */
export const onePhone = (number: string): readonly Phone[] => [{ number, voice: true, sms: true, testedOn: null }]
