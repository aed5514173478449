import { definePlugin, on, uuidv7, z, Problem, type Ctx } from '@vmeste/sdk'
import { defineEntity, Migration, p, rowLevelSecurity } from '@vmeste/sdk/storage'

interface Tables {
  note: { id: string; city?: number; text: string; seen: number }
}

const Note = defineEntity({
  name: 'Note',
  schema: 'notes',
  tableName: 'note',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    id: p.uuid().primary(),
    text: p.text(),
    seen: p.integer().default(0),
  },
})

class Notes extends Migration {
  override up(): void {
    this.addSql(`create table notes.note (city int not null default core.current_city(), id uuid not null,
      text text not null, seen int not null default 0,
      constraint note_pkey primary key (city, id))`)
    for (const statement of rowLevelSecurity('notes.note')) this.addSql(statement)
  }
}

const text = { ru: 'Заметки', be: 'Нататкі', en: 'Notes' }

/** The smallest module that uses everything the host gives: a table, a right, an event in and out. */
export const notes = definePlugin({
  id: 'notes',
  engine: '^0.1',
  title: text,
  summary: text,
  permissions: { 'notes.write': { title: text, default: ['operator'] } },
  graph: {
    typeDefs: /* GraphQL */ `
      type Note {
        id: ID!
        text: String!
        seen: Int!
      }
      union WriteNoteResult = Note | InvalidInput
      extend type Query {
        notes: [Note!] @public
        broken: String @public
      }
      extend type Mutation {
        writeNote(text: String!): WriteNoteResult @allow(permission: "notes.write")
      }
    `,
    resolvers: {
      Query: {
        notes: (_: unknown, _args: unknown, ctx: Ctx<Tables>) =>
          ctx.db.read.selectFrom('note').select(['id', 'text', 'seen']).orderBy('id').limit(100).execute(),
        broken: () => {
          throw new Error('a secret detail')
        },
      },
      Mutation: {
        writeNote: (_: unknown, args: { text: string }, ctx: Ctx<Tables>) =>
          ctx.db.transaction(async (tx) => {
            if (args.text.length > 20)
              throw new Problem(
                'NOTE_TOO_LONG',
                { ru: 'Слишком длинно.', be: 'Занадта доўга.', en: 'Too long.' },
                { path: 'text' },
              )
            const note = { id: uuidv7(), text: args.text, seen: 0 }
            await tx.kysely.insertInto('note').values(note).execute()
            tx.emit({ type: 'notes.note.written@1', subject: `notes:Note:${note.id}`, data: { id: note.id } })
            return { __typename: 'Note', ...note }
          }),
      },
    },
  },
  storage: { schema: 'notes', entities: [Note], migrations: [{ name: '0001-notes', class: Notes }] },
  emits: { 'notes.note.written@1': z.object({ id: z.string() }) },
  subscribes: [
    on('notes.note.written@1', z.object({ id: z.string() }), async (_ctx: Ctx<Tables>, event, tx) => {
      await (tx as unknown as { kysely: import('kysely').Transaction<Tables> }).kysely
        .updateTable('note')
        .set((eb) => ({ seen: eb('seen', '+', 1) }))
        .where('id', '=', event.data.id)
        .execute()
    }),
  ],
})
