#pragma once
#include "core/storage/bulk/codedevent.h"

#include <cstring>

namespace aisle {

/// One event on its way from the file to the project.
struct CodedRow : CodedEvent
{
    std::uint64_t context = 0; ///< TextSpool handle, 0: none
};

/// How the rows of one import are packed: only what its recipe has takes bytes (26 for user, item, kind, time, price).
/// The user's code comes first, the context (which is compared by its text) last.
struct RowLayout : EventColumns
{
    std::size_t comparableBytes() const
    {
        return 10 + (hasPart ? 1u : 0u) + (hasSession ? 4u : 0u) + (hasTime ? 8u : 0u) + (hasValue ? 8u : 0u) +
               (hasQuantity ? 8u : 0u) + (hasPrice ? 8u : 0u);
    }
    std::size_t bytes() const { return comparableBytes() + (hasContext ? 8u : 0u); }

    void pack(const CodedRow &row, char *to) const
    {
        put(to, row.user);
        put(to, row.itemPlusOne);
        put(to, row.kind);
        if (hasPart)
            put(to, row.part);
        if (hasSession)
            put(to, row.sessionPlusOne);
        if (hasTime)
            put(to, row.at);
        if (hasValue)
            put(to, row.value);
        if (hasQuantity)
            put(to, row.quantity);
        if (hasPrice)
            put(to, row.price);
        if (hasContext)
            put(to, row.context);
    }
    CodedRow unpack(const char *from) const
    {
        CodedRow row;
        get(from, row.user);
        get(from, row.itemPlusOne);
        get(from, row.kind);
        if (hasPart)
            get(from, row.part);
        if (hasSession)
            get(from, row.sessionPlusOne);
        if (hasTime)
            get(from, row.at);
        if (hasValue)
            get(from, row.value);
        if (hasQuantity)
            get(from, row.quantity);
        if (hasPrice)
            get(from, row.price);
        if (hasContext)
            get(from, row.context);
        return row;
    }

private:
    template <class Field>
    static void put(char *&to, const Field &field)
    {
        std::memcpy(to, &field, sizeof field);
        to += sizeof field;
    }
    template <class Field>
    static void get(const char *&from, Field &field)
    {
        std::memcpy(&field, from, sizeof field);
        from += sizeof field;
    }
};

} // namespace aisle
