/** What stands around a street's name and tells no street from another, Russian and Belarusian. */
const around = new Set(
  (
    'г гор город аг агрогородок аграгарадок д дер деревня вёска в п пос поселок пасёлак гп рп ' +
    'ул улица вул вуліца пр прт просп проспект праспект пер переулок завулак пл площадь плошча ' +
    'бр бул бульвар тракт ш шоссе шаша наб набережная набярэжная мкр мкрн микрорайон мікрараён проезд праезд ' +
    'дом буд будынак уч участок возле около рядом каля побач во у в на'
  )
    .split(' ')
    .map(sound),
)
/** Behind the house there is nothing that two people at one house would write alike. */
const inside = /(?:кв|квартира|кватэра|под|подъезд|пад|пад'езд|эт|этаж|паверх)\.?\s*№?\s*\d.*$/u
const house =
  /(\d{1,4})\s?(?:([а-яёіўa-z])(?![\p{L}])|[/\\]\s?(\d{1,3}))?(?:\s*,?\s*(?:корпус|корп|к)\.?\s*(\d{1,2}))?$/u

/**
 * Street and house as one key, however they are written: «ул. Гагарина, 3», «Гагарина д.3», «вул. Гагарына 3». Nothing
 * where there is not both a street and a house.
 *
 * @param city its name in any language, which people may write before the street
 */
export function addressKey(typed: string | null, city: readonly string[] = []): string | undefined {
  const text = (typed ?? '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[«»"„“()]/g, ' ')
    .replace(inside, '')
    .trim()
    .replace(/[.,;\s]+$/u, '')
  const found = house.exec(text)
  if (!found) return undefined
  const [, number, letter, slash, block] = found
  const own = new Set(city.map((name) => sound(name.toLowerCase())))
  const street = text
    .slice(0, found.index)
    .split(/[^\p{L}\d]+/u)
    .map(sound)
    .filter((word) => word !== '' && !around.has(word) && !own.has(word))
  if (!street.some((word) => /\p{L}/u.test(word))) return undefined
  const rest = [letter && sound(letter), slash && `/${slash}`, block && `/${block}`].filter(Boolean).join('')
  return `${street.toSorted().join(' ')} ${Number(number)}${rest}`.slice(0, 200)
}

/** One letter for what Russian and Belarusian write in two ways: Гагарина and Гагарына, Советская and Савецкая. */
function sound(word: string): string {
  return word
    .toLowerCase()
    .replaceAll('-', '')
    .replaceAll(/[ьъ'’]/g, '')
    .replaceAll(/[ёэ]/g, 'е')
    .replaceAll(/[ыі]/g, 'и')
    .replaceAll('ў', 'в')
    .replaceAll('тс', 'ц')
    .replaceAll('о', 'а')
}
