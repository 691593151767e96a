#pragma once
#include <QString>
#include <cstdint>
#include <string>
#include <string_view>

namespace aisle {

/// A temporary file without a name: gone when it is closed, however the program ends. Made at the first append.
class SpillFile
{
public:
    /// @param folder  on the disk that must have room anyway (the project's own)
    explicit SpillFile(QString folder) : m_folder(std::move(folder)) {}
    ~SpillFile();
    SpillFile(const SpillFile &) = delete;
    SpillFile &operator=(const SpillFile &) = delete;

    /// @return where it begins. @throws Error disk.full, import.no-temporary-file
    std::int64_t append(const char *data, std::size_t bytes);
    void read(std::int64_t offset, char *data, std::size_t bytes) const; ///< thread-safe among readers
    std::int64_t size() const { return m_size; }

private:
    void create();
    QString m_folder;
    int m_descriptor = -1;
    std::int64_t m_size = 0;
};

/// Texts put away one after another and read back by their handle; the last 16 MiB stay in memory.
class TextSpool
{
public:
    explicit TextSpool(const QString &folder) : m_file(folder) {}
    std::uint64_t append(std::string_view text);  ///< never 0
    std::string read(std::uint64_t handle) const; ///< empty for 0; thread-safe once nothing is appended any more

private:
    void copy(std::int64_t offset, char *data, std::size_t bytes) const;
    SpillFile m_file;
    std::string m_tail; ///< what is not in the file yet
};

} // namespace aisle
