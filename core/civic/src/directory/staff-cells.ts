import { choiceCell, foldWords, readEmail, showEmail } from '@vmeste/sdk'
import type { Account, CellChoice, CellFault, CellKind, Lang, Text } from '@vmeste/sdk'

const noAccount: Text = {
  ru: 'учётной записи «{what}» в городе нет: сначала пригласите на странице «Сотрудники»',
  be: 'уліковага запісу «{what}» у горадзе няма: спачатку запрасіце на старонцы «Супрацоўнікі»',
  en: 'the city has no account “{what}”: invite them on the page “Staff” first',
}

/**
 * Somebody by their sign-in name or e-mail, kept by the key of their account. No account is ever made here.
 *
 * @param known keys that the directory has, though the account may be gone
 */
export function personCell(accounts: readonly Account[], known: ReadonlySet<string>): CellKind {
  const byWord = new Map<string, string>()
  for (const { person, email } of accounts.filter(isShown)) byWord.set(plain(email), person)
  // nobody calls themselves by the address of another: the sign-in name wins
  for (const { person, login } of accounts) byWord.set(login.toLowerCase(), person)
  const shown = new Map(accounts.map((one) => [one.person, isShown(one) ? showEmail(one.email) : one.login]))
  return {
    read: (typed) => {
      const word = typed.trim().toLowerCase()
      const person = byWord.get(word) ?? byWord.get(plain(word)) ?? (known.has(typed) ? typed : undefined)
      return person === undefined ? { fault: { code: 'NO_ACCOUNT', text: noAccount }, what: typed } : { value: person }
    },
    show: (person) => shown.get(person) ?? person,
  }
}
/** Nobody is found, or named, by an address that is not theirs for all we know. */
const isShown = (account: Account): account is Account & { readonly email: string } =>
  account.email !== null && account.emailVerified
const plain = (email: string): string => (readEmail(email) ?? email).toLowerCase()

const tooMany: Text = {
  ru: 'больше служб, чем может быть у одного человека: {what}',
  be: 'больш службаў, чым можа быць у аднаго чалавека: {what}',
  en: 'more departments than one person can have: {what}',
}

/** Several of what the city has, by code or title, parted by `;`, a comma or a new line. Kept as codes, in order. */
export function choicesCell(choices: readonly CellChoice[], lang: Lang, most: number): CellKind {
  const one = choiceCell(choices, lang)
  const titles = new Set(choices.flatMap(({ title }) => [title.ru, title.be, title.en].map(foldWords)))
  // a comma within a name parts nothing
  const parts = (typed: string): readonly string[] =>
    titles.has(foldWords(typed)) ? [typed] : typed.split(/[;\n]/.test(typed) ? /[;\n]/ : ',')
  return {
    read: (typed) => {
      const codes = new Set<string>()
      for (const word of parts(typed).map((each) => each.trim())) {
        if (word === '') continue
        const read = one.read(word, [])
        if ('fault' in read) return read satisfies CellFault
        codes.add(read.value)
      }
      if (codes.size > most) return { fault: { code: 'TOO_MANY_DEPARTMENTS', text: tooMany }, what: String(most) }
      return { value: [...codes].sort().join(',') }
    },
    show: (value) => value.split(',').map(one.show).join('; '),
  }
}
