"""Where a data file may live: the machine's own disk; not a stick, not a share."""

import pytest

from db.places import kind_of, mounted, why_not_write

MOUNTS = """\
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
26 22 0:23 / /dev/shm rw,nosuid,nodev shared:4 - tmpfs tmpfs rw
38 22 8:3 / /home rw,relatime shared:20 - ext4 /dev/sda3 rw
91 22 8:17 / /media/teacher/KINGSTON rw,nosuid,nodev,relatime shared:50 - vfat /dev/sdb1 rw,uid=1000
92 22 8:33 / /media/teacher/乡\\040校\\134盘 rw,nosuid - exfat /dev/sdc1 rw
95 38 0:61 / /home/teacher/office rw,relatime shared:70 - cifs //192.168.1.5/office rw,vers=3.0
96 38 0:62 / /home/teacher/school rw,relatime - nfs4 server:/school rw
97 22 8:49 / /media/teacher/ext rw,relatime - ext4 /dev/sdd1 rw
""".splitlines()


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/opt/data/a.xiangxiao", ("ext4", "/dev/sda2")),
        ("/home/teacher/a.xiangxiao", ("ext4", "/dev/sda3")),
        ("/home/teacher/office", ("cifs", "//192.168.1.5/office")),
        ("/home/teacher/office/2026/a.xiangxiao", ("cifs", "//192.168.1.5/office")),
        ("/home/teacher/officers/a.xiangxiao", ("ext4", "/dev/sda3")),
        ("/home/teacher/school/a.xiangxiao", ("nfs4", "server:/school")),
        ("/media/teacher/KINGSTON/a.xiangxiao", ("vfat", "/dev/sdb1")),
        ("/media/teacher/乡 校\\盘/a.xiangxiao", ("exfat", "/dev/sdc1")),
    ],
)
def test_the_innermost_mount_counts(path: str, found: tuple[str, str]) -> None:
    assert mounted(path, MOUNTS) == found


@pytest.mark.parametrize(
    ("system", "removable", "kind"),
    [
        ("ext4", False, ""), ("btrfs", False, ""), ("tmpfs", False, ""),
        ("ext4", True, "stick"), ("vfat", False, "stick"), ("exfat", True, "stick"), ("fuseblk", False, "stick"),
        ("cifs", False, "network"), ("nfs4", False, "network"), ("fuse.sshfs", False, "network"),
    ],
)  # fmt: skip
def test_sticks_and_shares_are_told_by_file_system_and_by_what_the_device_says(
    system: str, removable: bool, kind: str
) -> None:
    assert kind_of(system, removable) == kind


@pytest.mark.parametrize(
    ("system", "device", "said"), [("cifs", "//server/office", "网络共享"), ("vfat", "/dev/sdb1", "U盘")]
)
def test_the_reason_is_a_sentence(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch, system: str, device: str, said: str
) -> None:
    monkeypatch.setattr("db.places.mounted", lambda _path, _lines: (system, device))
    monkeypatch.setattr("sys.platform", "linux")
    assert said in why_not_write(tmp_path / "new" / "a.xiangxiao")  # type: ignore[operator]
