"""The first letters of Chinese words in pinyin, as the database's own ordering knows them."""

from django.db import migrations

# ICU orders common characters by pinyin, so a character's letter follows from where it stands among
# the first characters of each letter: what comes before 八 is an A (I, U and V begin no syllable).
# A character with several readings has the one that ICU orders it by.
FORWARD = """
    CREATE FUNCTION fangtu_initials(words text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
        SELECT coalesce(string_agg(
                   CASE WHEN letter < '一' OR letter > '龥' THEN lower(letter)
                        ELSE substr('abcdefghjklmnopqrstwxyz', 1 + width_bucket(
                            letter COLLATE "zh-Hans-CN-x-icu",
                            ARRAY['八','嚓','咑','妸','发','旮','哈','丌','咔','垃','呣','拏',
                                  '噢','妑','七','呥','仨','他','屲','夕','丫','帀']), 1) END,
                   '' ORDER BY at), '')
          FROM unnest(string_to_array(words, NULL)) WITH ORDINALITY AS spelt (letter, at)
    $$;
    CREATE INDEX person_initials ON registry_person (fangtu_initials(name) text_pattern_ops);
"""
BACKWARD = """
    DROP INDEX person_initials;
    DROP FUNCTION fangtu_initials(text);
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0100_acts_on_rooms")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
