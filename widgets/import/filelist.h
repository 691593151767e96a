#pragma once
#include "core/transfer/plan/importplan.h"

#include <QListWidget>

namespace aisle {

/// "98.2 % of the log's product codes are found here; 73 are not, such as POST": how a list fits the log.
QString matchText(const KeyOverlap &match, FilePart part);

/// The files of an import: a tick, what each is (log or part of a split, catalogue, shoppers), how it fits the log,
/// what is wrong with it.
class ImportFileList : public QListWidget
{
    Q_OBJECT
public:
    explicit ImportFileList(QWidget *parent = nullptr);
    void show(const std::vector<ImportFile> &files, int chosen); ///< says nothing of what is chosen
    void update(int file, const ImportFile &changed);

Q_SIGNALS:
    void fileChosen(int file);
    void wantedChanged(int file, bool wanted);
    void partChosen(int file, aisle::FilePart part, aisle::StoredPart split);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    class Row;
    void fit(int file, Row *row);
    std::vector<Row *> m_rows;
};

} // namespace aisle
