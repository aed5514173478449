import { fakeSmtp, textOfLetter } from '@vmeste/testkit'
import { expect } from 'vitest'

export interface Mailbox {
  /** `smtp://…`, where letters are taken. */
  readonly url: string
  /** The link in the next unread letter to an address. */
  linkTo(address: string): Promise<string>
  lettersTo(address: string): number
  stop(): Promise<void>
}

/** A mail server that keeps what it gets, with a way to read it. */
export async function openMailbox(): Promise<Mailbox> {
  const smtp = await fakeSmtp()
  const indexOf = (address: string) => smtp.letters.findIndex(({ to }) => to.includes(address))
  return {
    url: smtp.url,
    async linkTo(address) {
      await expect.poll(() => indexOf(address), { interval: 20, timeout: 10_000 }).toBeGreaterThanOrEqual(0)
      const [letter] = smtp.letters.splice(indexOf(address), 1)
      return /https?:\/\/\S+/.exec(textOfLetter(letter?.data ?? ''))?.[0] ?? ''
    },
    lettersTo: (address) => smtp.letters.filter(({ to }) => to.includes(address)).length,
    stop: () => smtp.stop(),
  }
}
