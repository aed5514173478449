/**
 * What the reader of a letter sees, without its pictures: the plain text in it, decoded.
 * @param data the letter as SMTP carries it
 */
export function textOfLetter(data: string): string {
  const [head = '', body = ''] = halves(data)
  const boundary = /boundary="?([^";\r\n]+)/i.exec(head)?.[1]
  if (boundary) {
    const parts = body
      .split(`--${boundary}`)
      .slice(1)
      .map((part) => part.replace(/^\r\n/, ''))
    return textOfLetter(
      parts.find((part) => /^content-type: *(text\/plain|multipart\/)/im.test(halves(part)[0] ?? '')) ?? '',
    )
  }
  // a line that begins with a dot has one more on its way
  const sent = body.replaceAll(/^\.\./gm, '.')
  const encoding = /^content-transfer-encoding: *([\w-]+)/im.exec(head)?.[1]?.toLowerCase()
  if (encoding === 'base64') return Buffer.from(sent, 'base64').toString('utf8')
  return encoding === 'quoted-printable' ? fromQuotedPrintable(sent) : sent
}

const halves = (text: string): string[] => {
  const end = text.indexOf('\r\n\r\n')
  return end < 0 ? [text, ''] : [text.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' '), text.slice(end + 4)]
}

const fromQuotedPrintable = (text: string): string =>
  Buffer.from(
    text
      .replaceAll(/=\r\n/g, '')
      .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
