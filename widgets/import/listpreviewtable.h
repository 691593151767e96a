#pragma once
#include "core/transfer/plan/importplan.h"

#include <QImage>
#include <QTableWidget>

namespace aisle {

/// The first rows of a catalogue (or of a table of shoppers) as what they become.
struct ListPreview
{
    struct Row
    {
        QStringList cells; ///< aligned with `fields`; empty: rejected, it has no key
        QImage picture;    ///< small; null where the row names none or it is not there
    };
    QStringList fields; ///< first the key's column, then what it says of a product or shopper, in the file's order
    int pictures = -1;  ///< index among the fields; -1: the file names no pictures
    int picturesMissing = 0;
    std::vector<Row> rows;
};

/// Looks for the pictures beside the file. Not for the GUI thread.
ListPreview previewList(const ImportFile &file, JobContext &job);

class ListPreviewTable : public QTableWidget
{
    Q_OBJECT
public:
    explicit ListPreviewTable(QWidget *parent = nullptr);
    void show(const ListPreview &preview);
};

} // namespace aisle
