#include "core/transfer/reading/binaryformats.h"

#include "core/common/error.h"
#include "core/transfer/reading/encoding.h"

#include <algorithm>
#include <array>

namespace aisle {

namespace {

using namespace std::string_view_literals;

struct Magic
{
    std::string_view bytes;
    const char *name;
    std::size_t at = 0;
};

constexpr std::array kCompressed{Magic{"BZh"sv, "bzip2"},
                                 Magic{"\xFD\x37zXZ\0"sv, "xz"},
                                 Magic{"\x28\xB5\x2F\xFD"sv, "Zstandard"},
                                 Magic{"\x04\x22\x4D\x18"sv, "LZ4"},
                                 Magic{"7z\xBC\xAF\x27\x1C"sv, "7-Zip"},
                                 Magic{"Rar!\x1A\x07"sv, "RAR"},
                                 Magic{"ustar"sv, "tar", 257}};

constexpr std::array kPrograms{Magic{"PAR1"sv, "Parquet"},
                               Magic{"ARROW1"sv, "Arrow (Feather)"},
                               Magic{"ORC"sv, "ORC"},
                               Magic{"Obj\x01"sv, "Avro"},
                               Magic{"\x89HDF\r\n"sv, "HDF5"},
                               Magic{"SQLite format 3\0"sv, "SQLite"},
                               Magic{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "Excel 97-2003"},
                               Magic{"Standard Jet DB"sv, "Access", 4},
                               Magic{"Standard ACE DB"sv, "Access", 4},
                               Magic{"$FL2"sv, "SPSS"},
                               Magic{"$FL3"sv, "SPSS"},
                               Magic{"<stata_dta>"sv, "Stata"},
                               Magic{"MATLAB 5.0"sv, "MATLAB"},
                               Magic{"\0\0\0\0\0\0\0\0\0\0\0\0\xC2\xEA\x81\x60"sv, "SAS"},
                               Magic{"\x80\x02"sv, "Python (pickle)"},
                               Magic{"\x80\x03"sv, "Python (pickle)"},
                               Magic{"\x80\x04\x95"sv, "Python (pickle)"},
                               Magic{"\x80\x05\x95"sv, "Python (pickle)"},
                               Magic{"RDX2\n"sv, "R"},
                               Magic{"RDX3\n"sv, "R"},
                               Magic{"X\n\0\0"sv, "R"},
                               Magic{"\x03\x7A"sv, "dBASE"}};

template <std::size_t Size>
const char *nameIn(const std::array<Magic, Size> &magics, std::string_view head)
{
    const auto found = std::ranges::find_if(magics, [&](const Magic &magic) {
        return head.size() > magic.at && head.substr(magic.at).starts_with(magic.bytes);
    });
    return found == magics.end() ? nullptr : found->name;
}

} // namespace

void refuseBinary(std::string_view head, const QString &file)
{
    if (const auto *name = nameIn(kCompressed, head))
        throw Error("import.compressed",
                    QT_TRANSLATE_NOOP("Error",
                                      "%1 is packed by %2, which is not read: unpack it, and import what is in "
                                      "it."),
                    {file, QString::fromLatin1(name)});
    if (const auto *name = nameIn(kPrograms, head))
        throw Error("import.of-program",
                    QT_TRANSLATE_NOOP("Error", "%1 is a file of %2 and no text: save its table as CSV from there, and "
                                               "import that."),
                    {file, QString::fromLatin1(name)});
    if (isEbcdic(head))
        throw Error("import.ebcdic",
                    QT_TRANSLATE_NOOP("Error",
                                      "%1 is in EBCDIC, the letters of mainframes: convert it (iconv -f IBM037 "
                                      "-t UTF-8), give its lines ends, and import that."),
                    {file});
    throw Error("import.not-text",
                QT_TRANSLATE_NOOP("Error", "%1 is not a text file: save the data as CSV and import that."), {file});
}

} // namespace aisle
