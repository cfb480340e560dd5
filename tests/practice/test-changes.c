/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "sluice-practice-changes.h"

/* Messages as the documentation of PostgreSQL's protocol writes them (Logical Replication Message Formats), for a table
 * with the number 0x00004001 and the columns id and body. */
#define BEGIN(lsn)                                                                                                     \
  "42" lsn "0000000000000000"                                                                                          \
  "00000007"
#define COMMIT(end)                                                                                                    \
  "43"                                                                                                                 \
  "00"                                                                                                                 \
  "0000000000000000" end "0000000000000000"
#define RELATION                                                                                                       \
  "52"                                                                                                                 \
  "00004001"                                                                                                           \
  "7075626c696300"                                                                                                     \
  "7400"                                                                                                               \
  "64"                                                                                                                 \
  "0002"                                                                                                               \
  "01"                                                                                                                 \
  "696400"                                                                                                             \
  "00000017"                                                                                                           \
  "ffffffff"                                                                                                           \
  "00"                                                                                                                 \
  "626f647900"                                                                                                         \
  "00000019"                                                                                                           \
  "ffffffff"
#define ID_7                                                                                                           \
  "74"                                                                                                                 \
  "00000001"                                                                                                           \
  "37"
#define ID_8                                                                                                           \
  "74"                                                                                                                 \
  "00000001"                                                                                                           \
  "38"
#define BODY_AB                                                                                                        \
  "74"                                                                                                                 \
  "00000002"                                                                                                           \
  "6162"
#define INSERT                                                                                                         \
  "49"                                                                                                                 \
  "00004001"                                                                                                           \
  "4e"                                                                                                                 \
  "0002" ID_7 BODY_AB
#define UPDATE_UNCHANGED                                                                                               \
  "55"                                                                                                                 \
  "00004001"                                                                                                           \
  "4e"                                                                                                                 \
  "0002" ID_7 "75"
#define UPDATE_KEY                                                                                                     \
  "55"                                                                                                                 \
  "00004001"                                                                                                           \
  "4b"                                                                                                                 \
  "0002" ID_7 "6e"                                                                                                     \
  "4e"                                                                                                                 \
  "0002" ID_8 "6e"
#define DELETE                                                                                                         \
  "44"                                                                                                                 \
  "00004001"                                                                                                           \
  "4b"                                                                                                                 \
  "0002" ID_7 "6e"
#define TRUNCATE                                                                                                       \
  "54"                                                                                                                 \
  "00000002"                                                                                                           \
  "00"                                                                                                                 \
  "00004002"                                                                                                           \
  "00004001"
#define TRUNCATE_OTHER                                                                                                 \
  "54"                                                                                                                 \
  "00000001"                                                                                                           \
  "00"                                                                                                                 \
  "00004002"

static void
take (SluicePracticeDecoder *decoder, GPtrArray *changes, const char *hex)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sluice_practice_decoder_take (decoder, hex, changes, &error));
  g_assert_no_error (error);
}

static char *
describe_row (GPtrArray *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; row != NULL && i < row->len; i++)
    {
      const SluicePracticeValue *value = g_ptr_array_index (row, i);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? "," : "", value->column,
                              value->unchanged    ? "(unchanged)" :
                              value->text == NULL ? "(null)" :
                                                    value->text);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_change (GPtrArray *changes, guint index, SluicePracticeChangeKind kind, const char *old_row, const char *new_row)
{
  const SluicePracticeChange *change = g_ptr_array_index (changes, index);
  g_autofree char *old_text = describe_row (change->old_row);
  g_autofree char *new_text = describe_row (change->new_row);

  g_assert_cmpint (change->kind, ==, kind);
  g_assert_cmpstr (old_text, ==, old_row);
  g_assert_cmpstr (new_text, ==, new_row);
}

static void
test_all_kinds (void)
{
  g_autoptr (SluicePracticeDecoder) decoder = sluice_practice_decoder_new (0x4001, 0);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_practice_change_free);

  take (decoder, changes, BEGIN ("0000000100000010"));
  take (decoder, changes, RELATION);
  take (decoder, changes, INSERT);
  take (decoder, changes, UPDATE_UNCHANGED);
  take (decoder, changes, UPDATE_KEY);
  take (decoder, changes, DELETE);
  take (decoder, changes, TRUNCATE_OTHER);
  take (decoder, changes, TRUNCATE);
  take (decoder, changes, "4f0000000000000000");
  take (decoder, changes, COMMIT ("0000000100000040"));
  g_assert_cmpuint (changes->len, ==, 5);
  assert_change (changes, 0, SLUICE_PRACTICE_INSERT, "", "id=7,body=ab");
  assert_change (changes, 1, SLUICE_PRACTICE_UPDATE, "", "id=7,body=(unchanged)");
  assert_change (changes, 2, SLUICE_PRACTICE_UPDATE, "id=7,body=(null)", "id=8,body=(null)");
  assert_change (changes, 3, SLUICE_PRACTICE_DELETE, "id=7,body=(null)", "");
  assert_change (changes, 4, SLUICE_PRACTICE_TRUNCATE, "", "");
  g_assert_cmphex (sluice_practice_decoder_get_end (decoder), ==, 0x100000040);
}

/* What was committed before is passed over, whole transactions of it; how the table looks is not. */
static void
test_from (void)
{
  g_autoptr (SluicePracticeDecoder) decoder = sluice_practice_decoder_new (0x4001, 0x100000040);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_practice_change_free);

  take (decoder, changes, BEGIN ("0000000100000010"));
  take (decoder, changes, RELATION);
  take (decoder, changes, INSERT);
  take (decoder, changes, TRUNCATE);
  take (decoder, changes, COMMIT ("0000000100000040"));
  g_assert_cmpuint (changes->len, ==, 0);
  take (decoder, changes, BEGIN ("0000000100000040"));
  take (decoder, changes, DELETE);
  take (decoder, changes, COMMIT ("0000000100000080"));
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmphex (sluice_practice_decoder_get_end (decoder), ==, 0x100000080);
}

/* Cut off anywhere, a message is an error and no change of something else. */
static void
test_cut_off (void)
{
  static const char *const messages[] = {
    BEGIN ("0000000100000010"),
    COMMIT ("0000000100000040"),
    RELATION,
    INSERT,
    UPDATE_UNCHANGED,
    UPDATE_KEY,
    DELETE,
    TRUNCATE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    for (gsize length = 2; length < strlen (messages[i]); length += 2)
      {
        g_autofree char *cut = g_strndup (messages[i], length);
        g_autoptr (SluicePracticeDecoder) decoder = sluice_practice_decoder_new (0x4001, 0);
        g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_practice_change_free);
        g_autoptr (GError) error = NULL;

        take (decoder, changes, RELATION);
        /* The time of a transaction and its number are not read. */
        if (sluice_practice_decoder_take (decoder, cut, changes, &error))
          g_assert_true (i < 2 && changes->len == 0);
        else
          g_assert_nonnull (error);
      }
}

static void
test_nonsense (void)
{
  static const char *const messages[] = {
    "",
    "zz",
    "49",
    "4900004001"
    "4e"
    "0003" ID_7 BODY_AB "6e",
    "4900004001"
    "4e"
    "0002"
    "78"
    "6e",
    "4900004001"
    "4e"
    "0002"
    "74"
    "ffffffff"
    "37",
    "4400004001"
    "4e"
    "0002" ID_7 "6e",
    "54"
    "ffffffff"
    "00",
    "52"
    "00004001"
    "41",
    "52"
    "00004001"
    "00"
    "00"
    "64"
    "ffff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autoptr (SluicePracticeDecoder) decoder = sluice_practice_decoder_new (0x4001, 0);
      g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_practice_change_free);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", messages[i]);
      take (decoder, changes, RELATION);
      g_assert_false (sluice_practice_decoder_take (decoder, messages[i], changes, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/changes/all-kinds", test_all_kinds);
  g_test_add_func ("/changes/from", test_from);
  g_test_add_func ("/changes/cut-off", test_cut_off);
  g_test_add_func ("/changes/nonsense", test_nonsense);

  return g_test_run ();
}
