#!/bin/sh
# Makes the passwords that docker-compose.yml wants, once: again changes nothing. Every file is 0600 and belongs to the
# user who reads it inside its container, so this needs root: sudo docker/make-secrets.sh
set -eu
umask 077
cd "$(dirname "$0")/.."
folder=${1:-secrets/database}
postgres=${POSTGRES_UID:-999}
qungui=${QUNGUI_UID:-10001}

if [ -e "$folder" ]; then
  echo "$folder exists: nothing was changed"
  exit 0
fi

password() { head -c 64 /dev/urandom | base64 | tr -dc 'A-Za-z0-9' | head -c 40; }

new="$folder.new.$$"
mkdir -p "$new"
trap 'rm -rf "$new"' EXIT
password > "$new/postgres_password"
for role in migrator app queue eraser auditor; do
  word=$(password)
  echo "QUNGUI_$(echo "$role" | tr '[:lower:]' '[:upper:]')_PASSWORD=$word" >> "$new/role_passwords"
  case $role in migrator | app | eraser) echo "*:*:*:qungui_$role:$word" >> "$new/logins" ;; esac
done
chown "$postgres" "$new/postgres_password" "$new/role_passwords"
chown "$qungui" "$new/logins"
mv "$new" "$folder"
echo "$folder: made. Keep a copy where only you can read it; none of it belongs into git."
