import { secret, setting, z, type Text } from '@vmeste/sdk'
import { fillTemplate, inAddress, inJson, isJsonTemplate } from './fill-template.ts'
import { settingTexts as texts } from './message-settings-texts.ts'

const refused = (code: string, text: Text) => ({ params: { code, text } })
const sample = { to: '+375291234567', text: '"т"', id: 'id', secret: 'secret' }

const isAddress = (text: string): boolean => {
  const url = URL.parse(fillTemplate(text, sample, inAddress))
  return text === '' || (url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password)
}
const isBody = (text: string): boolean => {
  if (!isJsonTemplate(text)) return true
  try {
    JSON.parse(fillTemplate(text, sample, inJson))
    return true
  } catch {
    return false
  }
}
/** Those that the connection itself writes would let one request look like two. */
const isHeader = (line: string): boolean =>
  /^[\w-]{1,60}: [\x20-\x7e]+$/.test(line) &&
  !/^(host|connection|content-length|transfer-encoding|upgrade|te|trailer|expect):/i.test(line)

/** How the city's gateway of messages is spoken to, and who calls where no message arrives. */
export const messageSettings = z.object({
  smsUrl: z
    .string()
    .max(500)
    .refine(isAddress, refused('SMS_URL', texts.urlFault))
    .default('')
    .meta(setting(texts.url)),
  smsMethod: z.enum(['POST', 'GET']).default('POST').meta(setting(texts.method)),
  smsBody: z
    .string()
    .max(1_000)
    .refine(isBody, refused('SMS_BODY', texts.bodyFault))
    .default('to={to}&text={text}')
    .meta(setting(texts.body)),
  smsHeaders: z
    .array(z.string().max(300).refine(isHeader, refused('SMS_HEADER', texts.headerFault)))
    .max(10)
    .default([])
    .meta(setting(texts.headers)),
  smsSecret: secret().meta(setting(texts.secret)),
  smsSuccess: z.string().max(200).default('').meta(setting(texts.success)),
  smsIdField: z
    .string()
    .max(100)
    .regex(/^[\w.-]*$/)
    .default('')
    .meta(setting(texts.idField)),
  callDepartment: z
    .string()
    .max(40)
    .default('')
    .meta(setting(texts.callDepartment, { from: 'departments' })),
})

export type MessageSettings = z.output<typeof messageSettings>

/** Of civic; a value that does not fit has fallen back to its default before. */
export const messageSettingsOf = ({
  settings,
}: {
  readonly settings: Readonly<Record<string, unknown>>
}): MessageSettings => messageSettings.parse(settings)
