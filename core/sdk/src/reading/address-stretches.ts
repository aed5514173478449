import { spansOf, type Span } from './spans.ts'

const name = String.raw`[\p{L}\p{N}][\p{L}\p{N}._%+'’-]{0,63}`
const at = String.raw`(?: ?@ ?| ?[(\[{] ?(?:at|a|@|собака|сабака) ?[)\]}] ?| +(?:собака|сабака) +)`
const dot = String.raw`(?: ?\. ?| ?[(\[{] ?(?:dot|точка|кропка) ?[)\]}] ?| +(?:точка|кропка) +)`
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})`
const mails: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\p{L}\p{N}])${name}@${label}(?:\.${label})*`, 'gu'),
  // the end is a known one: «два @ парк. Потом» is no address
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])${name}${at}${label}(?:${dot}${label})*?${dot}(?:com|net|org|info|by|ru|бел|рф|бай|ру|ком|су|su|ua|kz|me|eu|io|pl|lt|lv|de|online|site|xn--[a-z0-9-]{2,59})(?![\p{L}\p{N}])`,
    'giu',
  ),
]

const network = String.raw`(?:телеграм|тэлеграм|телега|тг|telegram|tg|инстаграм|инста|insta|instagram|вконтакте|вк|vk|вайбер|viber|скайп|skype|facebook|фейсбук|тикток|tiktok)`
const handles: readonly RegExp[] = [
  /(?<![\p{L}\p{N}.@])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{1,38}[\p{L}\p{N}_])/gu,
  // a name in Latin letters after the word
  new RegExp(
    String.raw`(?<=(?<!\p{L})${network}\p{L}{0,2}(?: ?[:—–-] ?| ))[a-z][a-z0-9_.]{3,32}(?<!\.)(?![\p{L}\p{N}@])`,
    'giu',
  ),
  /(?:https?:\/\/)?(?:www\.|m\.)?(?:t\.me|telegram\.me|telegram\.org|wa\.me|vk\.com|vk\.ru|ok\.ru|instagram\.com|facebook\.com|fb\.com|tiktok\.com|viber\.click|twitter\.com|x\.com|linkedin\.com)\/[^\s<>"»)]+(?<![.,!?;:])/giu,
  /(?:viber|tg|whatsapp|skype):\/{0,2}[^\s<>"»)]{3,}/giu,
]

const number = String.raw`\d{1,4}(?!\d)(?:-?[а-яa-z](?!\p{L}))?`
const flats: readonly RegExp[] = [
  // «3 кв. 2026 г.» is a quarter
  new RegExp(
    String.raw`(?<!\p{L})(?:кв|квартира|квартире|квартиру|квартирой|квартиры|кв-ра|кв-ре|кватэра|кватэры|кватэру|кватэрай|flat|apt|apartment)(?:\.|(?!\p{L})) ?(?:№|n|no\.?|номер|нумар)? ?(?!(?:19|20)\d\d(?!\d))${number}(?: ?(?:-|и|і|,) ?(?=\d{1,4}(?!\d| ?(?:эт|па?дъ?е|пав|под)))${number})?`,
    'giu',
  ),
  /(?<![\d.,])\d{1,4}(?:-?(?:я|й|ю|ой|ую|ей|ай|ці|го)) (?:квартир|кватэр)(?:а|е|у|ой|ы|ай)(?!\p{L})/giu,
  /(?<![\d.,])\d{1,4} (?:квартира|квартире|квартиру|квартирой|кватэра|кватэру|кватэрай)(?!\p{L})/giu,
  /(?<=(?<!\p{L})(?:из|з|от|ад|у) )\d{1,4} (?:квартиры|кватэры)(?!\p{L})/giu,
]

export const mailSpans = (text: string): Span[] => mails.flatMap((shape) => spansOf(text, shape))
export const handleSpans = (text: string): Span[] => handles.flatMap((shape) => spansOf(text, shape))
export const flatSpans = (text: string): Span[] => flats.flatMap((shape) => spansOf(text, shape))
