/**
 * `13800000101` -> `138******01`, for whoever does not need the number. Short service numbers (110, 12345) are nobody's
 * and stay.
 */
export const maskNumber = (value: string): string =>
  value.length < 7 ? value : `${value.slice(0, 3)}${'*'.repeat(value.length - 5)}${value.slice(-2)}`
