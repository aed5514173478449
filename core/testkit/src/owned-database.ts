import pg from 'pg'
import { inject } from 'vitest'

/** A database as docs/operations.md has it: its owner is no superuser, and row-level security binds it too. */
export interface OwnedDatabase {
  /** `DATABASE_URL` of its owner. */
  readonly url: string
  /** Connected to it as a superuser, whom nothing binds. */
  readonly above: pg.Client
  remove(): Promise<void>
}

/** @param name of the database and of its owner */
export async function ownedDatabase(name: string): Promise<OwnedDatabase> {
  const superuser = new pg.Client({ connectionString: inject('superuser') })
  await superuser.connect()
  await superuser.query(`create role ${name} login createrole password 'plain'`)
  await superuser.query(`create database ${name} owner ${name} template template0`)
  const [owner, inside] = [new URL(inject('superuser')), new URL(inject('superuser'))]
  const url = Object.assign(owner, { username: name, password: 'plain', pathname: `/${name}` }).href
  const above = new pg.Client({ connectionString: Object.assign(inside, { pathname: `/${name}` }).href })
  await above.connect()
  return {
    url,
    above,
    async remove() {
      await above.end()
      await superuser.query(`drop database if exists ${name} with (force)`)
      await superuser.query(`drop role if exists ${name}`).catch(() => undefined) // roles of the units hang on it
      await superuser.end()
    },
  }
}
