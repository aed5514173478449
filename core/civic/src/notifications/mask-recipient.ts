/** A recipient as it may stand in a log or on a page that is not theirs: enough to recognise, too little to use. */
export function maskRecipient(recipient: string): string {
  if (recipient.includes('@')) return recipient.replace(/^(.).*@/, '$1***@')
  return `***${recipient.slice(-2)}`
}
