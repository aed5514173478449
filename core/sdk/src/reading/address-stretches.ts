import { anyOf } from './any-of.ts'
import { spansOf, type Span } from './spans.ts'

const name = String.raw`[\p{L}\p{N}][\p{L}\p{N}._%+'’-]{0,63}`
const at = String.raw`(?: ?@ ?| ?[(\[{] ?(?:at|a|@|собака|сабака) ?[)\]}] ?| +(?:собака|сабака) +)`
const dot = String.raw`(?: ?\. ?| ?[(\[{] ?(?:dot|точка|кропка) ?[)\]}] ?| +(?:точка|кропка) +)`
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})`
const spelledAt = String.raw`[ (\[{<]{0,3}(?:@|(?<![a-zа-я])(?:at|ат|эт)(?![a-zа-я])|собак[аи]|собачк[аи]|сабак[аі])[ )\]}>]{0,3}`
const office = anyOf(
  'mail|gmail|yandex|ya|tut|bk|list|inbox|rambler|outlook|hotmail|yahoo|icloud|proton',
  'гм[еэ]йл|м[еэ]йл|майл|яндекс|тут',
)
const known = anyOf(
  'com|net|org|info|by|ru|бел|рф|бай|ру|ком|су|su|ua|kz|me|eu|io|pl|lt|lv|de|online|site',
  'xn--[a-z0-9-]{2,59}',
)
const mails: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\p{L}\p{N}])${name}@${label}(?:\.${label})*`, 'gu'),
  // the end is a known one: «два @ парк. Потом» is no address
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])${name}${at}${label}(?:${dot}${label})*?${dot}${known}(?![\p{L}\p{N}])`,
    'giu',
  ),
  // «at» in words, a space for the dot: a name of a known post office gives it away
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])[\p{L}\p{N}._%+'’-]{2,64}?${spelledAt}${office}(?:${dot}| )(?:ru|com|by|net|org|me|ру|ком|бай)(?!\p{L})`,
    'giu',
  ),
  new RegExp(String.raw`(?<![\p{L}\p{N}])${name} +at +${label} +dot +[a-z]{2,6}(?!\p{L})`, 'giu'),
  /(?<=(?<!\p{L})(?:e-?mail|[иеэ]-?м[еэ]йл)\p{L}{0,2}(?: ?[:—–-] ?| ))[a-z][a-z0-9-]*[._\d][a-z0-9._-]*/giu,
]

const network = anyOf(
  'телеграм|тэлеграм|телег|тэлег|тг|telegram|tg',
  'инстаграм|инст|insta|instagram|вконтакте|вк|vk|вайбер|viber|скайп|skype',
  'facebook|фейсбук|ф[эе]йсбук|тикток|тыкток|tiktok|дискорд|discord',
  'одноклассник|аднакласнік|(?<=(?:в|у|мой) )макс',
)
const site = anyOf(
  String.raw`t ?\. ?me|telegram\.me|telegram\.org|wa\.me|vk\.com|vk\.ru|ok\.ru`,
  String.raw`instagram\.com|facebook\.com|fb\.com|tiktok\.com|viber\.click|twitter\.com|x\.com|linkedin\.com`,
  String.raw`max\.ru|discord\.gg|threads\.net|youtube\.com`,
)
const handles: readonly RegExp[] = [
  /(?<![\p{L}\p{N}.@])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{1,38}[\p{L}\p{N}_])/gu,
  // a name in Latin letters after the word
  new RegExp(
    String.raw`(?<=(?<!\p{L})${network}\p{L}{0,3}(?: ?[:—–-] ?| | ?@ ?)(?:live:)?)[a-z][a-z0-9_.]{3,32}(?<!\.)(?![\p{L}\p{N}@])`,
    'giu',
  ),
  new RegExp(String.raw`(?:https?:\/\/)?(?:www\.|m\.)?${site}(?: ?\/ ?|(?<=me) )[^\s<>"»)]+(?<![.,!?;:])`, 'giu'),
  /(?<![\p{L}\p{N}])[a-z][a-z0-9_.]{1,31}#\d{4}(?!\d)/giu, // a name with its number
  // a link that opens what is somebody's alone, here
  /(?:https?:\/\/[^\s/]{1,80}\/c\/[a-z0-9-]{1,40})?\/(?:t|r|my-data|letters)\/[\w-]{24,}[^\s<>"»)]*(?<![.,!?;:])/giu,
  /(?:viber|tg|whatsapp|skype):\/{0,2}[^\s<>"»)]{3,}/giu,
]

export const mailSpans = (text: string): Span[] => mails.flatMap((shape) => spansOf(text, shape))
export const handleSpans = (text: string): Span[] => handles.flatMap((shape) => spansOf(text, shape))
