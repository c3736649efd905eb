-- Roles, schemas and rights of a Qungui database. Made by the server's administrator, before migrations; again is harmless.
--
-- On a PostgreSQL server of your own:
--   createdb qungui
--   export QUNGUI_MIGRATOR_PASSWORD=… QUNGUI_APP_PASSWORD=… QUNGUI_QUEUE_PASSWORD=… QUNGUI_ERASER_PASSWORD=… QUNGUI_AUDITOR_PASSWORD=…
--   psql --dbname qungui --single-transaction --file prisma/roles.sql
-- The embedded server runs this same file (src/db/roles.ts), with passwords of its own.
-- Of psql's own language only lines that begin with a backslash and quoted variables are used here.

\set ON_ERROR_STOP on
\getenv migrator_password QUNGUI_MIGRATOR_PASSWORD
\getenv app_password QUNGUI_APP_PASSWORD
\getenv queue_password QUNGUI_QUEUE_PASSWORD
\getenv eraser_password QUNGUI_ERASER_PASSWORD
\getenv auditor_password QUNGUI_AUDITOR_PASSWORD

SET client_min_messages = warning; -- what exists already is no news

-- § Roles: once per server

DO $$
DECLARE
  name text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('qungui roles'));
  FOREACH name IN ARRAY ARRAY['owner', 'views', 'migrator', 'app', 'queue', 'eraser', 'auditor'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'qungui_' || name) THEN
      EXECUTE format('CREATE ROLE %I', 'qungui_' || name);
    END IF;
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname LIKE 'qungui\_%'
             AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)) THEN
    RAISE EXCEPTION 'a qungui_ role has rights over the whole server: take them away first';
  END IF;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT qungui_owner, qungui_queue TO %I', current_user); -- to hand things over to them below
  END IF;
END $$;

ALTER ROLE qungui_owner NOLOGIN;
ALTER ROLE qungui_views NOLOGIN;
ALTER ROLE qungui_migrator LOGIN PASSWORD :'migrator_password';
ALTER ROLE qungui_app LOGIN PASSWORD :'app_password';
ALTER ROLE qungui_queue LOGIN PASSWORD :'queue_password';
ALTER ROLE qungui_eraser LOGIN PASSWORD :'eraser_password';
ALTER ROLE qungui_auditor LOGIN PASSWORD :'auditor_password';

-- What the migrator makes is the owner's, also when `prisma migrate deploy` makes it.
GRANT qungui_owner TO qungui_migrator;
ALTER ROLE qungui_migrator SET role = 'qungui_owner';
-- The audit views read as this role; the owner makes them and hands them over.
GRANT qungui_views TO qungui_owner;
ALTER ROLE qungui_queue SET search_path = bullmq;
ALTER ROLE qungui_auditor SET search_path = audit;
ALTER ROLE qungui_auditor SET statement_timeout = '15s';
ALTER ROLE qungui_auditor SET default_transaction_read_only = on;

-- § Rights: once per database, and again for every copy of it

ALTER DATABASE :"DBNAME" OWNER TO qungui_owner;
REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"DBNAME" TO qungui_migrator, qungui_app, qungui_queue, qungui_eraser, qungui_auditor;
-- BullMQ's own migrations begin with CREATE SCHEMA IF NOT EXISTS, which wants this right even when the schema exists;
-- its functions use temporary tables.
GRANT CREATE, TEMPORARY ON DATABASE :"DBNAME" TO qungui_queue;

-- § Inside the database: a copy brings these along

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA IF NOT EXISTS qungui AUTHORIZATION qungui_owner;
CREATE SCHEMA IF NOT EXISTS clockwork AUTHORIZATION qungui_owner;
CREATE SCHEMA IF NOT EXISTS audit AUTHORIZATION qungui_owner;
CREATE SCHEMA IF NOT EXISTS bullmq AUTHORIZATION qungui_queue;
GRANT USAGE ON SCHEMA qungui TO qungui_app, qungui_eraser;
GRANT USAGE ON SCHEMA qungui TO qungui_views;
GRANT USAGE, CREATE ON SCHEMA audit TO qungui_views;
GRANT USAGE ON SCHEMA audit TO qungui_auditor;
-- A process that starts compares the history of migrations (public._prisma_migrations) with its own.
ALTER DEFAULT PRIVILEGES FOR ROLE qungui_owner IN SCHEMA public GRANT SELECT ON TABLES TO qungui_app;
