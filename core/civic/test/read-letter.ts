/** What a person sees of a letter. */
export const readLetter = ({ to, data }: { readonly to: readonly string[]; readonly data: string }) => {
  const subject = [.../=\?UTF-8\?B\?([^?]+)\?=/gi[Symbol.matchAll](data.split('\r\n\r\n')[0] ?? '')]
    .map(([, part]) => Buffer.from(part!, 'base64').toString())
    .join('')
  return { to: to[0], subject, text: Buffer.from(data.split('\r\n\r\n')[1] ?? '', 'base64').toString() }
}

/** Where the letter asks whether to write. */
export const linkIn = (text: string) => /http:\/\/localhost(\/c\/\w+\/letters\/[\w-]{44})/.exec(text)![1]!
