// The unit: the server drops root by itself; systemd narrows what it could do before that.
#include "app/unit.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

namespace postern::app {

Result<std::string> write_unit(const Boot& boot) {
  const std::string path = "/etc/systemd/system/postern.service";
  std::error_code bad;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", bad);
  if (bad) return fail(Failure::io, "Cannot tell where this program is");
  std::filesystem::create_directories("/etc/systemd/system", bad);
  std::ofstream out(path, std::ios::trunc);
  out << fmt::format(
      "[Unit]\n"
      "Description=Mail server\n"
      "After=network-online.target\n"
      "Wants=network-online.target\n\n"
      "[Service]\n"
      "ExecStart=\"{}\" --config \"{}\" serve\n"
      "ExecReload=kill -HUP $MAINPID\n"
      "Restart=on-failure\n"
      "RuntimeDirectory=postern\n"
      "RuntimeDirectoryMode=0700\n"
      "LimitNOFILE=1048576\n"
      "CapabilityBoundingSet=CAP_NET_BIND_SERVICE CAP_SETUID CAP_SETGID CAP_CHOWN CAP_DAC_OVERRIDE\n"
      "NoNewPrivileges=yes\n"
      "PrivateTmp=yes\n"
      "PrivateDevices=yes\n"
      "ProtectSystem=strict\n"
      "ProtectHome=yes\n"
      "ProtectKernelTunables=yes\n"
      "ProtectKernelModules=yes\n"
      "ProtectKernelLogs=yes\n"
      "ProtectControlGroups=yes\n"
      "ProtectClock=yes\n"
      "ProtectHostname=yes\n"
      "RestrictNamespaces=yes\n"
      "RestrictRealtime=yes\n"
      "SystemCallArchitectures=native\n"
      "UMask=0077\n"
      "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX\n"
      "RestrictSUIDSGID=yes\n"
      "LockPersonality=yes\n"
      "ReadWritePaths=\"{}\" /run/postern\n\n"
      "[Install]\n"
      "WantedBy=multi-user.target\n",
      program.string(), boot.file.string(), boot.data.string());
  out.flush();
  if (!out) return fail(Failure::io, "Cannot write " + path);
  return path;
}

}  // namespace postern::app
