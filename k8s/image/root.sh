#!/bin/sh
# k8s/image/root.sh OUT
# Makes the image's whole file system in OUT: the five Debian packages that Node needs, the Node that the lock file names, and the program. Runs on Debian with
# apt, on the machine itself (make image) or in the first stage of the Containerfile; the architecture is this machine's. Downloads are kept beside OUT.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "${1:?usage: root.sh OUT}"
out=$(cd "$1" && pwd)
debs=$out.debs
rm -rf "$out"
mkdir -p "$out" "$debs"
packages="libc6 libstdc++6 libgcc-s1 ca-certificates tzdata"

download() {
  cd "$debs"
  for package in $packages; do
    version=$(apt-cache policy "$package" | sed -n 's/^ *Candidate: //p')
    [ -n "$version" ] && [ "$version" != "(none)" ] || return 1
    file=$(printf '%s_%s' "$package" "$version" | sed 's/:/%3a/g')
    ls "$file"_*.deb >/dev/null 2>&1 || apt-get -qq -o APT::Sandbox::User=root download "$package" || return 1
    ls "$file"_*.deb >>wanted
  done
}
: >"$debs/wanted"
download || { : >"$debs/wanted"; if [ "$(id -u)" = 0 ]; then apt-get update -qq; else sudo apt-get update -qq; fi; download; }

# Debian's merged folders: /lib is /usr/lib. A package is unpacked beside, because tar would put its folder in the link's place.
mkdir -p "$out/usr/lib" "$out/usr/bin" "$out/usr/sbin" "$out/usr/lib64" "$out/var/lib/dpkg/status.d"
for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$out/$folder"; done
for deb in $(sort -u "$debs/wanted"); do
  dpkg-deb -x "$debs/$deb" "$debs/unpacked"
  for folder in bin sbin lib lib64; do
    [ ! -d "$debs/unpacked/$folder" ] || { cp -a "$debs/unpacked/$folder/." "$out/usr/$folder/"; rm -rf "${debs:?}/unpacked/$folder"; }
  done
  cp -a "$debs/unpacked/." "$out/"
  rm -rf "$debs/unpacked"
  # What a scanner for known weaknesses reads.
  dpkg-deb -f "$debs/$deb" >"$out/var/lib/dpkg/status.d/$(dpkg-deb -f "$debs/$deb" Package)"
done
rm "$debs/wanted"
find "$out/usr/share/doc" -type f ! -name copyright -delete
rm -rf "$out/usr/share/man" "$out/usr/share/locale" "$out/usr/share/lintian" "$out/usr/share/bug" "$out"/usr/lib/*/gconv "$out"/usr/lib/*/audit "$out/usr/sbin/"* \
  "$out/usr/bin/"* "$out/usr/share/gdb" "$out/usr/share/zoneinfo/posix" "$out/usr/share/zoneinfo/right" "$out/etc/ca-certificates"
find "$out/usr" -type d -empty ! -name bin ! -name sbin -delete
mkdir -p "$out/etc/ssl/certs" "$out/usr/local/bin" "$out/opt" "$out/data" "$out/tmp" "$out/proc" "$out/sys" "$out/dev" "$out/run"
cat "$out"/usr/share/ca-certificates/mozilla/*.crt >"$out/etc/ssl/certs/ca-certificates.crt"
rm -rf "$out/usr/share/ca-certificates"
printf 'root:x:0:0:root:/:/sbin/nologin\nfairlead:x:65532:65532:fairlead:/data:/sbin/nologin\n' >"$out/etc/passwd"
printf 'root:x:0:\nfairlead:x:65532:\n' >"$out/etc/group"
printf 'hosts: files dns\n' >"$out/etc/nsswitch.conf"
chmod 1777 "$out/tmp"

node=$here/node_modules/node/bin/node
install -m 0755 "$node" "$out/usr/local/bin/node"
"$node" "$here/k8s/image/stage/main.ts" "$out/opt/fairlead"
install -m 0644 -D "$here/k8s/image/warm/main.ts" "$out/opt/fairlead/image/warm.ts"
# No shell and no env in the image: the command names its interpreter. `import` keeps the launcher's own path, which it finds its modules by.
printf '#!/usr/local/bin/node\nimport("/opt/fairlead/services/cli/bin/fairlead.js");\n' >"$out/usr/local/bin/fairlead"
chmod 0755 "$out/usr/local/bin/fairlead"
chmod -R u=rwX,go=rX "$out/opt/fairlead"
