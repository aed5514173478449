import { Accounts, definePlugin, type Plugin } from '@vmeste/sdk'
import { deadlinesPart } from './deadlines/deadlines.part.ts'
import { casesPart } from './cases/cases.part.ts'
import { directoryPart } from './directory/directory.part.ts'
import { filesPart } from './files/files.part.ts'
import type { SweepLog } from './files/stopped-sweep.ts'
import { looksPart } from './looks/looks.part.ts'
import { forgetModule } from './forget-module.ts'
import { mergeParts } from './merge-parts.ts'
import { httpSms } from './messages/http-sms.ts'
import { messagesPart } from './messages/messages.part.ts'
import { messageSettingsOf } from './messages/message-settings.ts'
import { outsideOf } from './outside/fetch-outside.ts'
import type { SmsDoor, SmsGateway } from './messages/sms-gateway.ts'
import { imapBounces } from './notifications/bounces/bounce-box.ts'
import { smtpMail, type WatchedLetter } from './notifications/gateways.ts'
import { notificationsPart } from './notifications/notifications.part.ts'
import { numberingPart } from './numbering/numbering.part.ts'
import { ownSubjectsPart } from './own-subjects.part.ts'
import type { Part } from './part.ts'
import { telegram, type MessengerDoor } from './reach/messenger/messenger.ts'
import { chatWay } from './reach/messenger/chat-way.ts'
import { messengerPart } from './reach/messenger/messenger.part.ts'
import { pushPart } from './reach/push/push.part.ts'
import { pushCarrier } from './reach/push/push-carrier.ts'
import { reachPart } from './reach/reach.part.ts'
import { tablesPart } from './tables/tables.part.ts'
import { tasksPart } from './tasks/tasks.part.ts'
import { topicsPart } from './topics/topics.part.ts'
import { textsPart } from './texts.part.ts'

/** What an installation gives the civic services beside its cities. */
export interface CivicOptions {
  /** `smtp://user:password@host:587`; without it nobody is asked for an e-mail, and no letter leaves. */
  readonly smtpUrl?: string
  /** A mail server comes later: e-mails are taken, and their letters wait in the outbox. */
  readonly mailLater?: boolean
  /** Sender of letters, `Вместе <no-reply@vmeste.example.by>`. */
  readonly mailFrom?: string
  /** `imaps://user:password@host/INBOX`: the mailbox that letters come back to. */
  readonly imapUrl?: string
  /** Stands around every letter that is let out, to note what becomes of it. */
  readonly watched?: WatchedLetter
  /** A gateway of messages for all cities; unless given each has the one that its settings describe, or none. */
  readonly sms?: SmsGateway
  /** Hosts inside that an address typed by a city may lead to, a modem on the network here. */
  readonly privateTargets?: readonly string[]
  /** Where Telegram's interface for bots is; its own unless a test has another. */
  readonly telegramUrl?: string
  /** Hears what whoever runs the platform must know: the log of the host. */
  readonly log?: SweepLog
}

const nobody: SweepLog = { error: () => undefined }

/** The services that every module may lean on; on in every city, and built on the same contract as any module. */
export function civicPlugin(options: CivicOptions = {}): Plugin {
  const mail = options.smtpUrl
    ? smtpMail(options.smtpUrl, options.mailFrom ?? 'Vmeste <no-reply@localhost>', options.watched)
    : undefined
  const outside = outsideOf(options.privateTargets ?? [])
  const sms: SmsDoor = options.sms ? () => options.sms : (of) => httpSms(messageSettingsOf(of), outside)
  const chats: MessengerDoor = ({ settings: { telegramToken: token } }) =>
    typeof token === 'string' && token !== '' ? telegram(token, outside, options.telegramUrl) : undefined
  const parts: Part[] = [
    textsPart,
    numberingPart,
    filesPart(options.log ?? nobody),
    ownSubjectsPart,
    directoryPart,
    looksPart,
    deadlinesPart,
    topicsPart,
    tasksPart,
    tablesPart,
    casesPart,
    notificationsPart(
      { mail, sms },
      {
        back: options.imapUrl ? { box: imapBounces(options.imapUrl), log: options.log ?? nobody } : undefined,
        mailLater: options.mailLater,
      },
    ),
    messagesPart(sms),
    reachPart([pushCarrier]),
    pushPart(options.privateTargets ?? [], [chatWay(chats)]),
    messengerPart(chats),
  ]
  const { storage, ...rest } = mergeParts(parts)
  return definePlugin({
    id: 'civic',
    engine: '^0.1',
    title: { ru: 'Городские службы', be: 'Гарадскія службы', en: 'Civic services' },
    summary: {
      ru: 'Общее для всех модулей: справочник, номера, файлы, уведомления, задачи, сроки и темы.',
      be: 'Агульнае для ўсіх модуляў: даведнік, нумары, файлы, апавяшчэнні, задачы, тэрміны і тэмы.',
      en: 'Shared by all modules: directory, numbers, files, notifications, tasks, deadlines and topics.',
    },
    uses: [Accounts],
    ...rest,
    forgetModule,
    storage: { schema: 'civic', ...storage },
  })
}
