#pragma once
#include "core/features/tables/vectorfile.h"
#include "widgets/commands/featurecommands.h"
#include "widgets/forms/formdialog.h"

class QComboBox;
class QTimer;

namespace aisle {

/// Asks whose the vectors of a file are, and where their keys stand: by what the file holds.
class VectorImportDialog : public FormDialog
{
    Q_OBJECT
public:
    /// @param taken  names of tables that there are
    VectorImportDialog(SessionPointer session, QStringList taken, const QString &path, QWidget *parent = nullptr);

    static bool takes(const QString &path); ///< whether the name is that of a file of vectors
    VectorImport choice() const;
    bool isReady() const { return !m_lookJob.isRunning() && m_layout.has_value(); }
    void accept() override;

Q_SIGNALS:
    void importChosen(const aisle::VectorImport &choice);

private:
    void createWidgets(const QString &path);
    void connectAll();
    void retranslate() override;
    void chooseFile(QLineEdit *into, const QString &title, const QString &filter = {});
    void look(); ///< at the file
    void take(Outcome<VectorFileLayout> outcome);
    void proposeName();
    void showLayout();
    void showState();
    QString whyNot() const; ///< empty: it can be imported

    SessionPointer m_session;
    QStringList m_taken;
    QLineEdit *m_file;
    QPushButton *m_browse;
    QComboBox *m_subject;
    QComboBox *m_column;
    QComboBox *m_tensor;
    QLineEdit *m_keys;
    QPushButton *m_browseKeys;
    QLineEdit *m_name;
    QTimer *m_delay;
    bool m_ownName = false;
    std::optional<VectorFileLayout> m_layout;
    std::optional<Error> m_failure;
    Job<VectorFileLayout> m_lookJob;
};

} // namespace aisle
