#pragma once
#include "widgets/import/importfile.h"

#include <QListWidget>

namespace aisle {

/// The files of an import: a tick, what each is (log, catalogue, shoppers), what is wrong with it.
class ImportFileList : public QListWidget
{
    Q_OBJECT
public:
    explicit ImportFileList(QWidget *parent = nullptr);
    void show(const std::vector<ImportFile> &files, int chosen); ///< chosen -1: the first that can be read
    void update(int file, const ImportFile &changed);

Q_SIGNALS:
    void fileChosen(int file);
    void wantedChanged(int file, bool wanted);
    void partChosen(int file, aisle::FilePart part);

private:
    class Row;
    std::vector<Row *> m_rows;
};

} // namespace aisle
