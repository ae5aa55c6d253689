// Header text in UTF-8: encoded words (RFC 2047), raw UTF-8 (RFC 6532), and raw octets of older charsets, which are guessed; and text as
// encoded words.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace postern::mime {

// The input is unfolded. White space between adjacent encoded words goes; a character split over two of them is put together.
// What does not decode stays as it is.
std::string decode_words(std::string_view);

// The length of the encoded word at the front of the text, 0 when there is none. Reads no further than the word may reach.
std::size_t encoded_word_size(std::string_view);

// The other way: UTF-8 as encoded words, folded.   RFC 2047 §5
std::string encode_words(std::string_view);
// Whether a text can stand in a header only so: it is not ASCII, or looks encoded.
bool needs_words(std::string_view);
// What a field without structure has.
std::string unstructured(std::string_view);

}  // namespace postern::mime
