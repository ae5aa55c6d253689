// What the store promises, operation by operation, over the memory engine.
#include <gtest/gtest.h>

#include "support/mail_store.h"

namespace postern::store {
namespace {

TEST_F(StoreTest, an_account_begins_with_its_five_mailboxes) {
  const auto all = must(store.list(kAccount));
  std::vector<std::string> names;
  for (const auto& m : all) {
    names.push_back(m.name);
    EXPECT_TRUE(m.subscribed);
    EXPECT_EQ(m.state.exists, 0u);
    EXPECT_GT(m.state.uidvalidity, 0u);
    if (m.name == "Junk") EXPECT_EQ(m.role, Role::junk);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"INBOX", "Drafts", "Junk", "Sent", "Trash"}));
  EXPECT_EQ(all[0].id, kInbox);
  EXPECT_EQ(all[0].role, Role::inbox);
  EXPECT_EQ(must(store.quota(kAccount)).limit_bytes, 1_GiB);
  EXPECT_EQ(failure(store.create_account(kAccount)), Failure::exists);
}

TEST_F(StoreTest, many_accounts_are_made_at_once) {
  std::vector<Store::NewAccount> accounts;
  for (std::uint64_t i = 100; i < 300; ++i) accounts.push_back({AccountId(i)});
  accounts.front().quota_bytes = 4711;
  must(store.create_accounts(accounts));
  EXPECT_EQ(must(store.list(AccountId(299))).size(), 5u);
  EXPECT_EQ(must(store.quota(AccountId(100))).limit_bytes, 4711u);
  EXPECT_EQ(must(store.quota(AccountId(299))).limit_bytes, 1_GiB);
}

TEST_F(StoreTest, an_account_is_made_where_it_is_missing_and_else_left_alone) {
  must(store.ensure_account(AccountId(100), 4711));
  EXPECT_EQ(must(store.list(AccountId(100))).size(), 5u);
  must(store.ensure_account(AccountId(100), 1));
  EXPECT_EQ(must(store.quota(AccountId(100))).limit_bytes, 4711u);
}

TEST_F(StoreTest, a_message_is_read_back_as_it_was_given) {
  const auto inbox = named("inbox");
  const auto uid = put(inbox, "Subject: x\r\n\r\nhello\r\n", kFlagged, {"$Work"});
  EXPECT_EQ(uid, std::vector{Uid(1)});
  const View view = must(store.open(kAccount, inbox));
  ASSERT_EQ(view->exists(), 1u);
  EXPECT_EQ(view->at(1).flags, kFlagged | (Flags{1} << kFirstKeyword));
  EXPECT_EQ(view->keywords(), std::vector<std::string>{"$Work"});
  const Body body = must(store.body(kAccount, view->at(1).number));
  EXPECT_EQ(*body.whole(), "Subject: x\r\n\r\nhello\r\n");
  int seen = 0;
  FactsVisitor visit = [&](const StoredFacts& f) {
    EXPECT_EQ(f.envelope, "(envelope)");
    EXPECT_EQ(f.body_structure, "(structure)");
    EXPECT_EQ(f.headers, "Subject: x\r\n");
    EXPECT_EQ(f.preview, "preview");
    EXPECT_EQ(f.size, 21u);
    ++seen;
    return true;
  };
  std::vector<SeqRange> all{{1, 1}};
  must(store.facts(view, all, std::move(visit)));
  EXPECT_EQ(seen, 1);
}

TEST_F(StoreTest, a_large_body_is_a_blob_and_reads_in_pieces) {
  const auto inbox = named("INBOX");
  std::string large(200'000, 'x');
  large[150'000] = 'y';
  put(inbox, large);
  EXPECT_EQ(must(blobs->list()).size(), 1u);
  const View view = must(store.open(kAccount, inbox));
  const Body body = must(store.body(kAccount, view->at(1).number));
  EXPECT_EQ(body.size(), 200'000u);
  EXPECT_EQ(body.whole(), nullptr);
  EXPECT_EQ(must(body.read(149'999, 3)).bytes, "xyx");
  std::string whole;
  BodyVisitor visit = [&](std::uint32_t, const Row&, std::string_view bytes) {
    whole = bytes;
    return true;
  };
  std::vector<SeqRange> all{{1, 1}};
  must(store.bodies(view, all, std::move(visit)));
  EXPECT_EQ(whole, large);
}

TEST_F(StoreTest, several_messages_are_one_commit) {
  const auto inbox = named("INBOX");
  std::vector<NewMessage> three;
  for (int i = 0; i < 3; ++i) three.push_back(message_for_test("m" + std::to_string(i)));
  const auto done = must(store.append(kAccount, inbox, std::move(three)));
  EXPECT_EQ(done.uids, (std::vector{Uid(1), Uid(2), Uid(3)}));
  const View view = must(store.open(kAccount, inbox));
  EXPECT_EQ(view->at(1).modseq, view->at(3).modseq);
}

TEST_F(StoreTest, an_append_that_fails_leaves_nothing) {
  const auto inbox = named("INBOX");
  must(store.set_quota(kAccount, 10));
  put(inbox, "12345");
  const auto before = must(store.open(kAccount, inbox));
  std::vector<NewMessage> two;
  two.push_back(message_for_test("123", 0, {"fresh"}));
  two.push_back(message_for_test("456"));
  EXPECT_EQ(failure(store.append(kAccount, inbox, std::move(two))), Failure::over_quota);
  EXPECT_EQ(must(store.open(kAccount, inbox)), before);
  EXPECT_EQ(must(store.quota(kAccount)).used_bytes, 5u);
  put(inbox, "12345");
  EXPECT_EQ(uids(inbox), (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(failure(store.append(kAccount, MailboxId(99), {})), Failure::not_found);
}

TEST_F(StoreTest, a_delivery_with_a_key_happens_once) {
  const auto inbox = named("INBOX");
  for (int i = 0; i < 3; ++i) {
    std::vector<NewMessage> one;
    one.push_back(message_for_test("m"));
    one[0].once = DeliveryKey{{1, 2, 3}};
    const auto done = must(store.append(kAccount, inbox, std::move(one)));
    EXPECT_EQ(done.uids, std::vector{i == 0 ? Uid(1) : Uid(0)});
  }
  EXPECT_EQ(uids(inbox).size(), 1u);
  EXPECT_EQ(must(store.purge_delivery_keys(kAccount)), 0u);
  time.pass(8 * 24h);
  EXPECT_EQ(must(store.purge_delivery_keys(kAccount)), 1u);
}

TEST_F(StoreTest, replies_join_the_thread_of_what_they_answer) {
  const auto inbox = named("INBOX");
  std::vector<NewMessage> mail;
  for (int i = 0; i < 4; ++i) mail.push_back(message_for_test("m"));
  mail[0].facts = facts_for_test(100);
  mail[1].facts = facts_for_test(101, {100});
  mail[2].facts = facts_for_test(200);
  mail[3].facts = facts_for_test(102, {100, 101});
  must(store.append(kAccount, inbox, std::move(mail)));
  std::vector<std::uint64_t> threads;
  FixedVisitor visit = [&](std::uint32_t, const Row&, const Fixed& f) {
    threads.push_back(f.thread);
    return true;
  };
  std::vector<SeqRange> all{{1, 4}};
  must(store.fixed(must(store.open(kAccount, inbox)), all, std::move(visit)));
  EXPECT_EQ(threads[1], threads[0]);
  EXPECT_EQ(threads[3], threads[0]);
  EXPECT_NE(threads[2], threads[0]);
}

TEST_F(StoreTest, flags_are_added_removed_and_replaced) {
  const auto inbox = named("INBOX");
  for (int i = 0; i < 5; ++i) put(inbox, "m");
  must(store.store_flags(kAccount, inbox, {{{Uid(2), Uid(4)}}, FlagChange::add, {kSeen, {"Work"}}, {}}));
  EXPECT_EQ(must(store.status(kAccount, inbox)).unseen, 2u);
  must(store.store_flags(kAccount, inbox, {{{Uid(3), Uid(3)}}, FlagChange::remove, {kSeen, {"wORK", "unknown"}}, {}}));
  must(store.store_flags(kAccount, inbox, {{{Uid(4), Uid(4)}}, FlagChange::replace, {kDeleted, {}}, {}}));
  const View view = must(store.open(kAccount, inbox));
  EXPECT_EQ(view->at(2).flags, kSeen | 256u);
  EXPECT_EQ(view->at(3).flags, 0u);
  EXPECT_EQ(view->at(4).flags, kDeleted);
  EXPECT_EQ(view->keywords(), std::vector<std::string>{"Work"});
  EXPECT_EQ(view->state().deleted, 1u);
}

TEST_F(StoreTest, a_store_that_changes_nothing_takes_no_modseq) {
  const auto inbox = named("INBOX");
  put(inbox, "m", kSeen);
  const auto before = must(store.open(kAccount, inbox));
  const auto done = must(store.store_flags(kAccount, inbox, {{{Uid(1), Uid(1)}}, FlagChange::add, {kSeen, {}}, {}}));
  EXPECT_EQ(done.modseq, ModSeq(0));
  EXPECT_EQ(must(store.open(kAccount, inbox)), before);
}

// RFC 7162 §3.1.3
TEST_F(StoreTest, unchangedsince_leaves_later_changes_alone_and_names_them) {
  const auto inbox = named("INBOX");
  for (int i = 0; i < 3; ++i) put(inbox, "m");
  const auto known = must(store.open(kAccount, inbox))->highest();
  must(store.store_flags(kAccount, inbox, {{{Uid(2), Uid(2)}}, FlagChange::add, {kSeen, {}}, {}}));
  const auto done = must(store.store_flags(kAccount, inbox, {{{Uid(1), Uid(9)}}, FlagChange::add, {kFlagged, {}}, known}));
  EXPECT_EQ(done.modified, (UidRanges{{Uid(2), Uid(2)}}));
  const View view = must(store.open(kAccount, inbox));
  EXPECT_EQ(view->at(1).flags, kFlagged);
  EXPECT_EQ(view->at(2).flags, kSeen);
  EXPECT_EQ(view->at(3).modseq, done.modseq);
}

TEST_F(StoreTest, keywords_beyond_the_table_are_refused) {
  const auto inbox = named("INBOX");
  put(inbox, "m");
  for (std::size_t i = 0; i < kMaxKeywords; ++i) {
    must(store.store_flags(kAccount, inbox, {{{Uid(1), Uid(1)}}, FlagChange::add, {0, {"k" + std::to_string(i)}}, {}}));
  }
  EXPECT_EQ(failure(store.store_flags(kAccount, inbox, {{{Uid(1), Uid(1)}}, FlagChange::add, {0, {"more"}}, {}})),
            Failure::too_large);
}

TEST_F(StoreTest, expunge_takes_what_is_marked_and_named) {
  const auto inbox = named("INBOX");
  for (int i = 0; i < 600; ++i) put(inbox, "m", i % 2 ? kDeleted : 0);
  const auto gone = must(store.expunge(kAccount, inbox, {{Uid(1), Uid(590)}}, ExpungeWhat::marked_deleted));
  EXPECT_EQ(gone.size(), 295u);
  EXPECT_EQ(uids(inbox).size(), 305u);
  EXPECT_EQ(must(store.quota(kAccount)).used_messages, 305u);
  must(store.expunge(kAccount, inbox, {{Uid(1), Uid(~0u)}}, ExpungeWhat::all_named));
  EXPECT_TRUE(uids(inbox).empty());
  EXPECT_EQ(put(inbox, "m"), std::vector{Uid(601)});
}

TEST_F(StoreTest, an_expunged_message_is_readable_for_a_while_and_then_gone) {
  const auto inbox = named("INBOX");
  put(inbox, "small");
  put(inbox, std::string(100'000, 'x'));
  const View view = must(store.open(kAccount, inbox));
  must(store.expunge(kAccount, inbox, {{Uid(1), Uid(2)}}, ExpungeWhat::all_named));
  EXPECT_EQ(must(store.purge_expunged(1000)), 0u);
  EXPECT_EQ(*must(store.body(kAccount, view->at(1).number)).whole(), "small");
  time.pass(10min);
  EXPECT_EQ(must(store.purge_expunged(1000)), 2u);
  EXPECT_EQ(failure(store.body(kAccount, view->at(1).number)), Failure::not_found);
  EXPECT_EQ(must(store.purge_expunged(1000)), 0u);
  time.pass(25h);
  EXPECT_EQ(must(store.sweep_blobs({})), 1u);
}

TEST_F(StoreTest, a_copy_keeps_the_message_when_the_first_one_goes) {
  const auto inbox = named("INBOX");
  const auto trash = named("Trash");
  put(inbox, "one", kSeen, {"Work"});
  put(inbox, "two");
  const auto copied = must(store.copy(kAccount, inbox, {{Uid(1), Uid(2)}}, trash));
  EXPECT_EQ(copied.from, (UidRanges{{Uid(1), Uid(2)}}));
  EXPECT_EQ(copied.to, (UidRanges{{Uid(1), Uid(2)}}));
  EXPECT_EQ(must(store.quota(kAccount)).used_messages, 4u);
  must(store.expunge(kAccount, inbox, {{Uid(1), Uid(2)}}, ExpungeWhat::all_named));
  time.pass(10min);
  EXPECT_EQ(must(store.purge_expunged(1000)), 2u);
  const View view = must(store.open(kAccount, trash));
  EXPECT_EQ(view->at(1).flags, kSeen | 256u);
  EXPECT_EQ(view->keywords(), std::vector<std::string>{"Work"});
  EXPECT_EQ(*must(store.body(kAccount, view->at(2).number)).whole(), "two");
  must(store.expunge(kAccount, trash, {{Uid(1), Uid(2)}}, ExpungeWhat::all_named));
  time.pass(10min);
  EXPECT_EQ(must(store.purge_expunged(1000)), 2u);
  EXPECT_EQ(failure(store.body(kAccount, view->at(2).number)), Failure::not_found);
}

TEST_F(StoreTest, a_move_takes_the_message_along_also_within_one_mailbox) {
  const auto inbox = named("INBOX");
  put(inbox, "one");
  put(inbox, "two");
  must(store.set_quota(kAccount, 6));  // full: a move needs no room
  must(store.move(kAccount, inbox, {{Uid(1), Uid(1)}}, inbox));
  EXPECT_EQ(uids(inbox), (std::vector<std::uint32_t>{2, 3}));
  must(store.move(kAccount, inbox, {{Uid(1), Uid(9)}}, named("Junk")));
  EXPECT_TRUE(uids(inbox).empty());
  time.pass(10min);
  must(store.purge_expunged(1000));
  const View junk = must(store.open(kAccount, named("Junk")));
  EXPECT_EQ(*must(store.body(kAccount, junk->at(2).number)).whole(), "one");
  EXPECT_EQ(must(store.quota(kAccount)).used_bytes, 6u);
}

TEST_F(StoreTest, create_makes_superiors_and_refuses_doubles) {
  const auto id = must(store.create(kAccount, "a/b/c"));
  EXPECT_EQ(must(store.find(kAccount, "a/b/c")).id, id);
  EXPECT_EQ(must(store.find(kAccount, "a/b")).state.exists, 0u);
  EXPECT_EQ(failure(store.create(kAccount, "a")), Failure::exists);
  EXPECT_EQ(failure(store.create(kAccount, "inbox")), Failure::exists);
  EXPECT_EQ(failure(store.create(kAccount, "x//y")), Failure::invalid);
  EXPECT_EQ(failure(store.create(kAccount, "Other", Role::sent)), Failure::conflict);
}

// RFC 9051 §2.3.1.1
TEST_F(StoreTest, a_name_made_again_has_another_uidvalidity) {
  must(store.create(kAccount, "a"));
  const auto before = must(store.find(kAccount, "a"));
  put(before.id, "m");
  must(store.remove(kAccount, "a"));
  EXPECT_EQ(failure(store.find(kAccount, "a")), Failure::not_found);
  EXPECT_EQ(failure(store.open(kAccount, before.id)), Failure::not_found);
  EXPECT_EQ(must(store.quota(kAccount)).used_messages, 0u);
  must(store.create(kAccount, "a"));
  const auto after = must(store.find(kAccount, "a"));
  EXPECT_GT(after.state.uidvalidity, before.state.uidvalidity);
  EXPECT_GT(after.id, before.id);
  EXPECT_EQ(failure(store.remove(kAccount, "INBOX")), Failure::denied);
}

TEST_F(StoreTest, rename_takes_inferiors_along) {
  must(store.create(kAccount, "a/b/c"));
  const auto c = named("a/b/c");
  put(c, "m");
  must(store.rename(kAccount, "a", "x/y"));
  EXPECT_EQ(named("x/y/b/c"), c);
  EXPECT_EQ(failure(store.find(kAccount, "a/b")), Failure::not_found);
  EXPECT_EQ(uids(c).size(), 1u);
  EXPECT_EQ(failure(store.rename(kAccount, "x", "x/z")), Failure::invalid);
  EXPECT_EQ(failure(store.rename(kAccount, "x", "Sent")), Failure::exists);
  EXPECT_EQ(failure(store.rename(kAccount, "gone", "q")), Failure::not_found);
}

// RFC 9051 §6.3.6
TEST_F(StoreTest, renaming_inbox_moves_its_messages) {
  const auto inbox = named("INBOX");
  must(store.create(kAccount, "INBOX/sub"));
  put(inbox, "m");
  must(store.rename(kAccount, "inbox", "old"));
  EXPECT_TRUE(uids(inbox).empty());
  EXPECT_EQ(uids(named("old")).size(), 1u);
  EXPECT_EQ(named("INBOX"), inbox);
  named("INBOX/sub");
}

// RFC 9051 §6.3.7
TEST_F(StoreTest, subscriptions_are_bounded_also_where_their_mailboxes_have_gone) {
  Settings settings;
  settings.max_subscriptions = 8;  // five are there
  Store small(settings, *kv, *blobs, time);
  for (const std::string name : {"a", "b", "c"}) {
    must(small.create(kAccount, name));
    must(small.subscribe_name(kAccount, name, true));
    must(small.remove(kAccount, name));
  }
  EXPECT_EQ(failure(small.subscribe_name(kAccount, "d", true)), Failure::too_large);
  must(small.subscribe_name(kAccount, "a", true));  // it is one already
  must(small.subscribe_name(kAccount, "a", false));
  must(small.subscribe_name(kAccount, "d", true));
}

TEST_F(StoreTest, a_subscription_outlives_its_mailbox) {
  must(store.create(kAccount, "a"));
  must(store.subscribe_name(kAccount, "a", true));
  must(store.remove(kAccount, "a"));
  const auto names = must(store.subscriptions(kAccount));
  EXPECT_NE(std::find(names.begin(), names.end(), "a"), names.end());
  must(store.subscribe_name(kAccount, "a", false));
  EXPECT_EQ(must(store.subscriptions(kAccount)).size(), 5u);
}

// RFC 7162 §3.2.6
TEST_F(StoreTest, vanished_names_what_went_since) {
  const auto inbox = named("INBOX");
  for (int i = 0; i < 10; ++i) put(inbox, "m");
  must(store.expunge(kAccount, inbox, {{Uid(2), Uid(2)}}, ExpungeWhat::all_named));
  const auto since = must(store.open(kAccount, inbox))->highest();
  must(store.expunge(kAccount, inbox, {{Uid(4), Uid(6)}}, ExpungeWhat::all_named));
  const View view = must(store.open(kAccount, inbox));
  EXPECT_EQ(must(store.vanished(view, since, {})), (UidRanges{{Uid(4), Uid(6)}}));
  EXPECT_EQ(must(store.vanished(view, since, {{Uid(5), Uid(50)}})), (UidRanges{{Uid(5), Uid(6)}}));
  EXPECT_EQ(must(store.vanished(view, ModSeq(0), {})),
            (UidRanges{{Uid(2), Uid(2)}, {Uid(4), Uid(6)}}));  // below the log's floor
  EXPECT_TRUE(must(store.vanished(view, view->highest(), {})).empty());
}

TEST_F(StoreTest, open_views_follow_changes_without_reading) {
  const auto inbox = named("INBOX");
  put(inbox, "m");
  const View before = must(store.open(kAccount, inbox));
  put(inbox, "m");
  const View after = store.cached(kAccount, inbox);
  ASSERT_NE(after, nullptr);
  EXPECT_EQ(diff(*before, *after).added, 1u);
  EXPECT_EQ(before->exists(), 1u);
}

TEST_F(StoreTest, a_subscriber_is_called_once_for_waiting_changes_and_never_after_its_end) {
  const auto inbox = named("INBOX");
  int calls = 0;
  {
    const auto subscription = store.subscribe(kAccount, executor, [&] { ++calls; });
    put(inbox, "m");
    executor.run_until_idle();
    EXPECT_EQ(calls, 1);
    executor.run_until_idle();
    must(store.create_account(AccountId(8)));
    executor.run_until_idle();
    EXPECT_EQ(calls, 1);
  }
  put(inbox, "m");
  executor.run_until_idle();
  EXPECT_EQ(calls, 1);
}

TEST_F(StoreTest, a_removed_account_is_gone_with_its_views) {
  const auto inbox = named("INBOX");
  put(inbox, "m");
  const View view = must(store.open(kAccount, inbox));
  must(store.delete_account(kAccount));
  EXPECT_EQ(store.cached(kAccount, inbox), nullptr);
  EXPECT_EQ(failure(store.list(kAccount)), Failure::not_found);
  EXPECT_EQ(failure(store.body(kAccount, view->at(1).number)), Failure::not_found);
  EXPECT_EQ(failure(store.delete_account(kAccount)), Failure::not_found);
}

TEST_F(StoreTest, the_sweep_removes_only_old_orphans) {
  const auto inbox = named("INBOX");
  put(inbox, std::string(100'000, 'a'));  // named
  const auto orphan = blobs->begin();
  const auto orphan_ref = must(orphan->finish());
  const auto queued = blobs->begin();
  const auto queued_ref = must(queued->finish());
  time.pass(25h);
  const auto fresh = blobs->begin();
  must(fresh->finish());
  const auto elsewhere = [&]() -> Task<Result<std::vector<BlobName>>> { co_return std::vector{queued_ref.name}; };
  EXPECT_EQ(must(store.sweep_blobs(elsewhere)), 1u);
  EXPECT_EQ(must(blobs->list()).size(), 3u);
  EXPECT_NE(orphan_ref.name, queued_ref.name);
}

TEST_F(StoreTest, reading_goes_by_scan_and_by_single_rows_alike) {
  const auto inbox = named("INBOX");
  const auto sent = named("Sent");
  for (int i = 0; i < 200; ++i) put(i % 40 < 20 ? inbox : sent, "body " + std::to_string(i));
  must(store.move(kAccount, inbox, {{Uid(10), Uid(30)}}, inbox));  // numbers out of order
  const View view = must(store.open(kAccount, inbox));
  std::uint32_t expected = 1;
  BodyVisitor visit = [&](std::uint32_t seq, const Row&, std::string_view) {
    EXPECT_EQ(seq, expected++);
    return true;
  };
  std::vector<SeqRange> all{{1, view->exists()}};
  must(store.bodies(view, all, std::move(visit)));
  EXPECT_EQ(expected, 101u);
  std::vector<std::uint32_t> some;
  FactsVisitor few = [&](const StoredFacts& f) {
    some.push_back(f.seq);
    return some.size() < 4;
  };
  std::vector<SeqRange> ranges{{3, 3}, {50, 51}, {99, 100}};
  must(store.facts(view, ranges, std::move(few)));
  EXPECT_EQ(some, (std::vector<std::uint32_t>{3, 50, 51, 99}));
}

}  // namespace
}  // namespace postern::store
