/** Sections of a systemd unit, each with its settings in order; one may stand several times. */
export function unitOf(text: string): Record<string, Record<string, string[]>> {
  const sections: Record<string, Record<string, string[]>> = {}
  let section: Record<string, string[]> = {}
  for (const line of text.split('\n').filter((each) => each.trim() !== '' && !/^[#;]/.test(each))) {
    const [, name] = /^\[(.+)\]$/.exec(line) ?? []
    if (name !== undefined) section = sections[name] ??= {}
    else (section[line.slice(0, line.indexOf('='))] ??= []).push(line.slice(line.indexOf('=') + 1))
  }
  return sections
}

/** What a unit sets in the environment of its service. */
export const environmentOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    (unitOf(text)['Service']?.['Environment'] ?? []).map((each) => [
      each.slice(0, each.indexOf('=')),
      each.slice(each.indexOf('=') + 1),
    ]),
  )
