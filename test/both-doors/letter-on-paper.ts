import { uuidv7 } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { TestHost } from '@vmeste/testkit'

/** A letter that e-mail could not bring, and whoever may do tasks is asked to send it. */
export async function letterOnPaper(host: TestHost, slug: string, letter: string): Promise<void> {
  const { db, clock } = host.ctxIn(slug, 'civic')
  const [task, now] = [uuidv7(), clock.now()]
  await db.transaction(async (tx) => {
    await tx.run(sql`insert into civic.task (id, module, key, kind, subject, title, permission, created_at)
      values (${task}::uuid, 'civic', 'letter', 'letter', 'civic:Letter:1', '{"ru":"п","be":"п","en":"l"}', 'civic.tasks', ${now})`)
    await tx.run(sql`insert into civic.notification (id, event, recipient, channel, lang, subject, text, about, created_at,
      failed_at, error, task, otherwise) values (${letter}::uuid, 'paper', 'a@mail.example', 'EMAIL', 'ru', 'Ответ', 'Готово.',
      'civic:Letter:1', ${now}, ${now}, 'BOUNCED 5.1.1', ${task}::uuid, '{"post":{"address":"ул. Мира, 3"}}')`)
  })
}
