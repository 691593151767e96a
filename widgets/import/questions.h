#pragma once
#include "core/transfer/preview.h"
#include "widgets/import/importfile.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;

namespace aisle {

/// The choices of an import that matter, each with what it costs; and what the log's words for kinds mean.
class ImportQuestions : public QWidget
{
    Q_OBJECT
public:
    explicit ImportQuestions(QWidget *parent = nullptr);
    void show(const ImportFile &file);            ///< builds the questions anew
    void showCosts(const ImportPreview &preview); ///< figures of the choices

Q_SIGNALS:
    void changed(const aisle::Recipe &recipe);

private:
    void clear();
    void addGuests();
    void addReturns();
    void addTimes();
    void addKinds();
    void addDuplicates();
    void addRemarks(const QStringList &remarks);
    QComboBox *meaningBox(Meaning meaning);
    void addRow(QWidget *label, QWidget *editor);
    void say();

    Recipe m_recipe;
    Recognition m_recognition;
    QGridLayout *m_grid;
    QLabel *m_guestCost = nullptr;
    QCheckBox *m_returns = nullptr;
    QLabel *m_timeCost = nullptr;
};

} // namespace aisle
