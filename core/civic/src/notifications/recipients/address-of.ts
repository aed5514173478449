import { readEmail, readPhone, type Notice } from '@vmeste/sdk'
import type { Channel } from '../notification.entity.ts'

export interface Address {
  readonly channel: Channel
  readonly recipient: string
}

/** Where a notice goes, as it is stored: one box has one address, in whatever way it was written. */
export function addressOf(to: Notice['to']): Address {
  if ('person' in to) return { channel: 'PORTAL', recipient: to.person }
  if ('email' in to) return { channel: 'EMAIL', recipient: (readEmail(to.email) ?? to.email.trim()).toLowerCase() }
  return { channel: 'SMS', recipient: readPhone(to.phone) ?? to.phone.replaceAll(/[^\d+]/g, '') }
}

/**
 * The letter box or the telephone behind an address: what limits are counted by. `olha+1@…` and `olha+2@…` are read by
 * one person, and so are `8029…` and `+37529…`; asking each of them would be asking Olha as often as a stranger likes.
 */
export function boxOf({ channel, recipient }: Address): Address {
  if (channel === 'SMS') return { channel, recipient: recipient.replaceAll(/\D/g, '').slice(-9) }
  const at = recipient.lastIndexOf('@')
  if (channel !== 'EMAIL' || at < 1) return { channel, recipient }
  const domain = recipient.slice(at + 1).replace(/^googlemail\.com$/, 'gmail.com')
  const name = recipient.slice(0, at).replace(/(?<=.)\+.*$/s, '')
  return { channel, recipient: `${domain === 'gmail.com' ? name.replaceAll('.', '') : name}@${domain}` }
}
