import { readPhone, servicePhone, showPhone, type CellKind, type Text } from '@vmeste/sdk'

const unreadable: Text = {
  ru: 'такого номера не бывает: «{what}»',
  be: 'такога нумара не бывае: «{what}»',
  en: 'this is no phone number: “{what}”',
}

/**
 * A number that a service is reached by, `101` as well.
 *
 * @param country of the city: whose number it is when it does not say
 */
export const phoneCell = (country: string): CellKind => ({
  read: (typed) => {
    const read = servicePhone(country).safeParse(typed)
    return read.success ? { value: read.data } : { fault: { code: 'PHONE_UNREADABLE', text: unreadable }, what: typed }
  },
  show: showPhone,
})

/** A stored number as a cell has it; what was stored as typed, before there was one reading of them, is read here. */
export const phoneStored = (stored: string | null, country: string): string =>
  stored === null ? '' : (readPhone(stored, country) ?? stored)
