# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""A message is stored once, before anything else, and never lost (SR-37, SR-38, SR-44)."""

import random
import resource
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from samenspel.intake.actions import Receipt, SpoolError, recover, store
from samenspel.intake.actions import spool as spool_module
from samenspel.intake.formats import Problem
from samenspel.intake.models import Message
from samenspel.journal.models import Actor, Entry
from samenspel.notify.models import Notice
from samenspel.partners.access import acting_as, actor_for, service_of
from samenspel.partners.models import NoPost, Organisation
from samenspel.site import environment
from samenspel.site.command import main
from tests import cast, machine

CONTENT = b'{"kenmerk": "2026-TEST-1", "omschrijvingIncident": "Geschreeuw bij Tessa Voorbeeld."}'


@pytest.fixture(autouse=True)
def _spool(spool: Path) -> None:
    """Every test here has a spool of its own."""


def send(content: bytes = CONTENT, key: str = "sleutel-1", by: Actor | None = None) -> Receipt:
    police = cast.organisation("POL")
    return store(
        content=content,
        format="melding",
        sender=police,
        receiver=cast.organisation("VT"),
        key=key,
        by=by or service_of(police, process="api"),
        now=cast.NOW,
    )


def messages(kind: str = "VT", region: str = cast.REGION) -> list[Message]:
    """What that organisation has, with the bytes."""
    actor = service_of(cast.organisation(kind, region), process="test")
    with transaction.atomic(), acting_as(actor, purpose="intake"):
        return list(Message.objects.select_related("content", "post").order_by("received_at", "key"))


def entries(organisation: Organisation) -> list[Entry]:
    with transaction.atomic(), acting_as(service_of(organisation, process="test"), purpose="intake"):
        return list(Entry.objects.filter(name="intake.store", organisation=organisation.pk))


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.django_db
def test_sr37_the_bytes_are_kept_as_they_came_encrypted_with_an_owner() -> None:
    receipt = send()
    (message,) = messages()
    assert (message.pk, message.received_at, message.state) == (receipt.id, cast.NOW, "ontvangen")
    assert message.content.open() == CONTENT
    assert b"Tessa" not in bytes(message.content.ciphertext)
    assert message.post == cast.post("VT")
    assert receipt == Receipt(message.pk, cast.NOW, "lokaal+spool", replayed=False)


@pytest.mark.django_db
def test_another_organisation_sees_no_message() -> None:
    send()
    assert messages("POL") == messages("VT", cast.ELSEWHERE) == []


@pytest.mark.django_db
def test_both_organisations_account_for_it_in_their_own_journal() -> None:
    request = uuid.uuid4()
    police, care = cast.organisation("POL"), cast.organisation("VT")
    receipt = send(by=Actor(police.pk, "POL", process="api", request=request))
    (collected,), (disclosed,) = entries(care), entries(police)
    assert (collected.handling, collected.object, collected.request) == ("verzamelen", receipt.id, request)
    assert (disclosed.handling, disclosed.object, disclosed.recipients) == (
        "verstrekken",
        receipt.id,
        [care.pk],
    )


@pytest.mark.django_db
def test_a_member_of_the_receiver_stands_in_the_journal_in_person() -> None:
    vera = cast.member("vera")
    with transaction.atomic(), acting_as(actor_for(vera), purpose="pagina"):
        send(by=actor_for(vera))
    (collected,) = entries(cast.organisation("VT"))
    assert (collected.handling, collected.member) == ("verzamelen", vera.pk)
    assert entries(cast.organisation("POL")) == []


@pytest.mark.django_db
def test_sr38_a_repeated_delivery_gives_the_same_receipt_and_changes_nothing(spool: Path) -> None:
    first, again = send(), send()
    assert again == Receipt(first.id, first.received_at, first.durability, replayed=True)
    assert len(messages()) == 1
    assert files(spool) == [str(first.id)]
    assert len(entries(cast.organisation("VT"))) == 1


@pytest.mark.django_db
def test_sr38_other_content_under_the_same_key_is_refused_kept_and_alarmed() -> None:
    first = send()
    other, again = send(b"andere inhoud"), send(b"andere inhoud")
    assert other.conflict and not other.replayed and other.id != first.id
    assert again == Receipt(other.id, other.received_at, other.durability, replayed=True, conflict=True)
    kept = {message.pk: message for message in messages()}
    assert kept[first.id].content.open() == CONTENT
    assert kept[other.id].content.open() == b"andere inhoud"
    assert (kept[other.id].state, kept[other.id].post) == ("wacht", cast.post("VT"))
    assert "sleutel 'sleutel-1' al" in Problem.from_json(kept[other.id].problems[0]).text
    with (
        transaction.atomic(),
        acting_as(service_of(cast.organisation("VT"), process="test"), purpose="intake"),
    ):
        (notice,) = Notice.objects.all()
    assert (notice.template, notice.post) == ("sleutel-hergebruikt", cast.post("VT"))
    assert [entry.handling for entry in entries(cast.organisation("VT"))].count("weigeren") == 1
    assert send() == Receipt(first.id, first.received_at, first.durability, replayed=True)


@pytest.mark.django_db
def test_the_same_key_of_another_sender_or_for_another_receiver_is_another_message() -> None:
    police, elsewhere = cast.organisation("POL"), cast.organisation("POL", cast.ELSEWHERE)
    mine, theirs = cast.organisation("VT"), cast.organisation("VT", cast.ELSEWHERE)
    receipts = [
        store(
            content=CONTENT,
            format="melding",
            sender=sender,
            receiver=receiver,
            key="1",
            by=service_of(sender, process="api"),
            now=cast.NOW,
        )
        for sender, receiver in ((police, mine), (elsewhere, mine), (police, theirs))
    ]
    assert len({receipt.id for receipt in receipts}) == 3
    assert not any(receipt.replayed or receipt.conflict for receipt in receipts)


@pytest.mark.parametrize("key", ["", "x" * 121])
def test_a_key_that_cannot_be_kept_is_an_error_of_the_caller(key: str, django_db_blocker: object) -> None:
    with pytest.raises(ValueError, match="120"):
        store(
            content=CONTENT,
            format="melding",
            sender=Organisation(),
            receiver=Organisation(),
            key=key,
            by=Actor(None, ""),
            now=cast.NOW,
        )


def test_without_a_duty_post_nothing_is_stored(own_database: str) -> None:
    machine.as_owner(
        "UPDATE partners_dutypost SET ended_at = now() WHERE organisation_id = %s",
        (cast.ident(f"VT-{cast.REGION}"),),
    )
    with pytest.raises(NoPost):
        send()
    assert messages() == []


def test_sr38_many_deliveries_at_once_and_in_any_order_have_one_effect(
    own_database: str, spool: Path
) -> None:
    """Five messages, each one to five times, shuffled over four connections; then once more in order."""
    for round_number in range(6):
        chance = random.Random(round_number)
        keys = [f"{round_number}-{index}" for index in range(5)]
        deliveries = [key for key in keys for _ in range(chance.randint(1, 5))]
        chance.shuffle(deliveries)
        with ThreadPoolExecutor(4) as pool:
            receipts = list(pool.map(_send_in_a_connection_of_its_own, deliveries))
        for key in keys:
            mine = [receipt for receipt, sent in zip(receipts, deliveries, strict=True) if sent == key]
            assert len({receipt.id for receipt in mine}) == 1
            assert sum(not receipt.replayed for receipt in mine) == 1
            assert send(key.encode(), key).id == mine[0].id
    assert len(messages()) == 30
    assert len(files(spool)) == 30


def _send_in_a_connection_of_its_own(key: str) -> Receipt:
    try:
        return send(key.encode(), key)
    finally:
        connection.close()


def test_sr38_a_conflict_at_the_same_moment_keeps_both(own_database: str) -> None:
    contents = [b"eerste", b"tweede"] * 3
    with ThreadPoolExecutor(4) as pool:
        receipts = list(pool.map(lambda content: _send_with_one_key(content), contents))
    assert len({receipt.id for receipt in receipts}) == 2
    assert {bytes(message.content.open()) for message in messages()} == {b"eerste", b"tweede"}
    assert {receipt.conflict for receipt in receipts} == {True, False}


def _send_with_one_key(content: bytes) -> Receipt:
    try:
        return send(content)
    finally:
        connection.close()


# -- the spool: what is acknowledged can be restored


def test_sr37_an_acknowledged_message_is_in_the_spool_unreadable_for_who_has_no_key(
    own_database: str, spool: Path
) -> None:
    receipt = send()
    assert files(spool) == [str(receipt.id)]
    content = (spool / str(receipt.id)).read_bytes()
    assert b"Tessa" not in content and b"sleutel-1" not in content
    assert (spool / str(receipt.id)).stat().st_mode & 0o077 == 0


def test_sr37_a_crash_between_spool_and_commit_is_made_good(own_database: str, spool: Path) -> None:
    class PowerCut(Exception):
        pass

    with pytest.raises(PowerCut), transaction.atomic():
        lost = send()
        raise PowerCut
    assert messages() == [] and files(spool) == [str(lost.id)]
    found = recover(cast.NOW + timedelta(hours=1))
    assert (found.restored, found.removed, found.kept, found.stuck) == (1, 0, 1, ())
    (message,) = messages()
    assert (message.pk, message.received_at, message.content.open()) == (lost.id, cast.NOW, CONTENT)
    assert send() == Receipt(lost.id, cast.NOW, "lokaal+spool", replayed=True)
    assert recover(cast.NOW + timedelta(hours=1)).restored == 0


def test_sr37_after_the_loss_of_the_database_every_acknowledged_message_comes_back(
    own_database: str, spool: Path
) -> None:
    """The database is restored from before the messages came; the spool is another medium, and still there."""
    sent = {send(str(index).encode(), f"sleutel-{index}").id for index in range(5)}
    sent.add(send(b"andere inhoud", "sleutel-3").id)
    machine.as_owner("TRUNCATE intake_message, people_secret, notify_notice CASCADE")
    assert messages() == []
    assert recover(machine.clock()).restored == 6
    assert {message.pk for message in messages()} == sent
    assert {message.state for message in messages() if "afwijkend" in message.key} == {"wacht"}


def test_a_message_that_was_sent_again_before_recovery_is_not_doubled(own_database: str, spool: Path) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        send()
        raise IntegrityError
    again = send()
    assert recover(machine.clock()).restored == 0
    assert [message.pk for message in messages()] == [again.id]


def test_recovery_keeps_what_contradicts_a_message_that_came_since(own_database: str, spool: Path) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        send(b"nooit bevestigd")
        raise IntegrityError
    send(b"opnieuw gemaakt")
    assert recover(machine.clock()).restored == 1
    assert [(message.content.open(), message.state) for message in messages()] == [
        (b"nooit bevestigd", "wacht"),
        (b"opnieuw gemaakt", "ontvangen"),
    ]


def test_a_file_leaves_the_spool_when_its_message_outlived_a_backup(own_database: str, spool: Path) -> None:
    receipt = send()
    now = machine.clock()
    assert recover(now + timedelta(hours=47)).removed == 0
    assert files(spool) == [str(receipt.id)]
    assert recover(now + timedelta(hours=49)).removed == 1
    assert files(spool) == []
    assert len(messages()) == 1


def test_an_old_file_that_the_database_lacks_is_restored_and_stays(own_database: str, spool: Path) -> None:
    receipt = send()
    machine.as_owner("TRUNCATE intake_message, people_secret CASCADE")
    found = recover(machine.clock() + timedelta(days=30))
    assert (found.restored, found.removed) == (1, 0)
    assert files(spool) == [str(receipt.id)]


def test_a_damaged_or_strange_file_stays_and_is_named(own_database: str, spool: Path) -> None:
    receipt = send()
    machine.as_owner("TRUNCATE intake_message, people_secret CASCADE")
    whole = (spool / str(receipt.id)).read_bytes()
    renamed, cut = str(uuid.uuid4()), str(uuid.uuid4())
    (spool / renamed).write_bytes(whole)
    (spool / cut).write_bytes(whole[: len(whole) // 2])
    (spool / "leesmij.txt").write_text("geen bericht")
    found = recover(machine.clock() + timedelta(days=30))
    assert (found.restored, set(found.stuck)) == (1, {renamed, cut})
    assert set(files(spool)) == {str(receipt.id), renamed, cut, "leesmij.txt"}


def test_half_a_file_of_a_dead_process_is_swept_after_an_hour(own_database: str, spool: Path) -> None:
    part = spool / f"{uuid.uuid4()}.{uuid.uuid4().hex}.part"
    part.write_bytes(b"half")
    recover(machine.clock())
    assert part.exists()
    recover(machine.clock() + timedelta(hours=2))
    assert not part.exists()


def test_an_operator_recovers_with_one_command(
    own_database: str, spool: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "enter", lambda *_, **__: None)  # this process is in the role already
    send()
    machine.as_owner("TRUNCATE intake_message, people_secret CASCADE")
    assert main(["intake", "recover"]) == 0
    assert "Hersteld: 1." in capsys.readouterr().out
    assert len(messages()) == 1
    (spool / str(uuid.uuid4())).write_bytes(b"stuk")
    assert main(["intake", "recover"]) == 1
    assert "Hersteld: 0. Opgeruimd: 0. Nog bewaard als tweede kopie: 1." in capsys.readouterr().out


# -- a spool that cannot be written: nothing is acknowledged, nothing is stored


@pytest.fixture
def nearly_full(spool: Path) -> Iterator[int]:
    """A file of this process can grow to 300 kB: to the writer that is what a full disk is."""
    most = 300_000
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    yield most
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_sr37_a_full_spool_stores_and_acknowledges_nothing(
    own_database: str, nearly_full: int, spool: Path
) -> None:
    with pytest.raises(SpoolError):
        send(b"x" * (nearly_full + 1))
    assert messages() == [] and files(spool) == []
    assert not send(b"klein").conflict


def test_sr37_a_spool_that_is_gone_stores_and_acknowledges_nothing(own_database: str, spool: Path) -> None:
    spool.rmdir()
    with pytest.raises(SpoolError):
        send()
    assert messages() == []


def test_sr37_the_folder_is_flushed_after_the_file(spool: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rename that is not flushed is forgotten by a power cut, with the file in it."""
    flushed: list[str] = []
    real = spool_module.os.fsync

    def note(descriptor: int) -> None:
        flushed.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        real(descriptor)

    monkeypatch.setattr(spool_module.os, "fsync", note)
    message = uuid.uuid4()
    spool_module.put(message, {"key": "1"}, b"inhoud")
    assert [name.endswith(".part") for name in flushed] == [True, False]
    assert flushed[-1] == spool.name
    assert spool_module.take(message) == ({"key": "1"}, b"inhoud")
