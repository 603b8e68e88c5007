# Run inside a clean bullseye root with the repository at /repo.
left() {
  find / -xdev \( -path /var/lib -o -path /var/cache -o -path /var/log -o -path /tmp -o -path /root -o -path /run \) -prune -o -print | sort
}
apt-get update -qq
left >/tmp/before
apt-get install -qq -y /repo/pool/main/d/debwright-archive-keyring/*.deb >/dev/null
apt-get update -qq
apt-get install -qq -y python-docopt python-requests python-tzupdate python-pam python-python-slugify python-decorator \
  python-futures python-ping >/dev/null

check() { # MODULE PACKAGE VERSION
  file=$(python2.7 -c "import importlib; print(importlib.import_module('$1').__file__.replace('.pyc', '.py'))")
  owner=$(dpkg -S "$file" | cut -d: -f1)
  version=$(dpkg-query -W -f '${Version}' "$owner")
  case $owner:$version in
    "$2:$3-"*"+dw1+deb11") echo "$1 from $owner $version" ;;
    *) echo "$1 comes from $owner $version, not from $2 $3"; exit 1 ;;
  esac
}
check requests python-requests 2.6.0
check tzupdate python-tzupdate 1.2.0
check pam python-pam 0.1.4
check slugify python-python-slugify 1.2.4
check decorator python-decorator 4.1.2
check concurrent.futures python-futures 2.1.4
check docopt python-docopt 0.6.2
check ping python-ping 0.2.0
tzupdate --help >/dev/null

apt-get remove -qq -y --purge 'python-*' debwright-archive-keyring >/dev/null
apt-get autoremove -qq -y --purge >/dev/null
left >/tmp/after
# What Debian's own python2.7 compiled for itself is not ours.
if comm -13 /tmp/before /tmp/after | grep -v '^/usr/lib/python2.7/[^/]*\.pyc$'; then
  echo "these files were left behind"
  exit 1
fi
