#!/bin/sh
# Run once by the image of PostgreSQL when its data folder is new: the roles, schemas and rights of prisma/roles.sql.
set -eu
set -a
. /run/secrets/role_passwords
set +a
psql --username postgres --dbname qungui --no-psqlrc --single-transaction --quiet --file /opt/qungui/roles.sql
