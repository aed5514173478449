const button = /<(AppButton|button)\b((?:[^>"']|"[^"]*"|'[^']*')*)>([^]*?)<\/\1\s*>/g
const asked = /\bsay\(\s*'([\w.-]+)'/g

/** Keys of the texts that stand on a button of these single-file components. */
export function buttonKeys(components: readonly string[]): ReadonlySet<string> {
  return new Set(
    components.flatMap((component) =>
      [...component.replaceAll(alone, '').matchAll(button)].flatMap(([, , , inside]) =>
        [...inside!.matchAll(asked)].map(([, key]) => key!),
      ),
    ),
  )
}

/** `<AppButton … />` closes itself. */
const alone = /<(?:AppButton|button)\b(?:[^>"']|"[^"]*"|'[^']*')*\/>/g

/** Texts of the server's own pages say by their name that they are a button's. */
export const isButtonName = (name: string | undefined): boolean => name !== undefined && /(?:^b|B)utton$/.test(name)
